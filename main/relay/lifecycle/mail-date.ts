/** RFC 5322 §3.3 in UTC. Made once a second: a busy relay asks thousands of times. */
export function mailDate(at: number): string {
  const second = Math.floor(at / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastDate = new Date(second * 1000).toUTCString().replace('GMT', '+0000');
  }
  return lastDate;
}
let lastSecond = -1;
let lastDate = '';
