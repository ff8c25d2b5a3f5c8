/** EACCES and the like. Throws what the system did not say: that is a fault of ours. */
export function systemCode(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return code;
}
