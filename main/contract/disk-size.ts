const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

/** Room on a disk as people read it: `300 MB`, `1 GB`, `12.3 GB`. */
export const diskSize = (bytes: number): string =>
  bytes < gibibyte
    ? `${Math.round(bytes / mebibyte)} MB`
    : `${(bytes / gibibyte).toFixed(1).replace(/\.0$/, '')} GB`;
