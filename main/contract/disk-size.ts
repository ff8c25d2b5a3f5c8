const mebibyte = 1024 ** 2;

/** Room on a disk as people read it: `300 MB`, `1 GB`, `12.3 GB`. */
export function diskSize(bytes: number): string {
  const megabytes = Math.round(bytes / mebibyte);
  return megabytes < 1024
    ? `${megabytes} MB`
    : `${(megabytes / 1024).toFixed(1).replace(/\.0$/, '')} GB`;
}
