/** EACCES and the like. Throws what the system did not say (Node's own ERR_ codes too): that is a fault of ours. */
export function systemCode(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!/^E[A-Z0-9]+$/.test(code)) throw error;
  return code;
}
