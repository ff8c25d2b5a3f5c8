/** "One message" or "3,000 messages"; `shown` is the number as the region writes it, for those that can be large. Pure. */
export const count = (n: number, one: string, many: string, shown = String(n)): string =>
  n === 1 ? one : `${shown} ${many}`;
