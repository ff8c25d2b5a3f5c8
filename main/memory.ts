/** Keeps the memory of the whole program small, and has it compiled for speed in time. Imported by whoever hosts a relay, before that is loaded where it can be. */
import { PerformanceObserver } from 'node:perf_hooks';
import v8 from 'node:v8';
import vm from 'node:vm';

// V8 lets the part of its heap for new objects grow to 128 MB while mail comes in, and keeps it for good.
// Measured with 50,000 messages taken: a third of the memory, at the same speed. How far it has grown before is
// chance: see `newSpaceGrower`.
v8.setFlagsFromString('--semi-space-growth-factor=1');
// New objects are looked through by several threads; for the little that is alive among them, waking those
// takes longer than the work.
v8.setFlagsFromString('--no-parallel-scavenge');
// V8 compiles a function for speed when it ran 3,000 times. Ours run once a session or a message, and until it has
// compiled those that make a stream, one closure of each lands in the old part of the heap and keeps the whole
// connection there, long closed. Measured over the first seconds, beside 3,000: ten senders at once are a third
// faster, one alone a ninth. At 700 he is a third slower: what is compiled then takes a processor from him, and only
// ten POP3 sessions at once gain by it, an eighth.
// Older versions of V8 count otherwise, and complain about what they do not know.
if (Number.parseInt(process.versions.v8, 10) >= 13)
  v8.setFlagsFromString('--invocation-count-for-turbofan=1500');

/** The part of the heap for new objects, both halves of it, in octets. */
const newSpaceBytes = 8 << 20;
/** Where V8 has collected nothing for so long, not much is going on. */
const quietMs = 500;
/** After fewer collections there is little to give back: each stands for some 3 MB that were taken and dropped. */
const leastCollections = 30;

/**
 * To be called when all is loaded: while a long queue is being read, V8 would look for garbage in vain. Left
 * alone, it lets the rest of its heap grow to four times what is alive before it looks; from here on, to twice.
 * Measured: at a quarter more instead, 5,000 queued messages take 13 MB less, but while mail comes in each
 * hundredth message waits three times as long for its 250.
 */
export function keepHeapSmall(): void {
  v8.setFlagsFromString('--heap-growing-percent=100');
  const growNewSpace = newSpaceGrower();
  const giveBack = backGiver();
  growNewSpace();
  // Told of each collection, instead of looking at a clock: an idle program is not woken for this.
  new PerformanceObserver((list) => {
    growNewSpace();
    giveBack(list.getEntries().length);
  }).observe({ entryTypes: ['gc'] });
}

/**
 * Lets the place for new objects grow when there is work, up to its size, and no further; to be told of each
 * collection, since V8 gives it back with all else when it is quiet. Measured: at half of it V8 collects twice as
 * often, and ten senders at once are a fifth slower.
 */
function newSpaceGrower(): () => void {
  let growthFactor = 1;
  return () => {
    const space = v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    const wanted = (space?.space_size ?? newSpaceBytes) < newSpaceBytes ? 2 : 1;
    if (wanted === growthFactor) return;
    growthFactor = wanted;
    v8.setFlagsFromString(`--semi-space-growth-factor=${growthFactor}`);
  };
}

/**
 * When a burst of mail is over, what it took goes back to the system, and what a long queue took, when it has
 * left. V8 would see to that by itself if it were told that nothing goes on; Node never tells it, and so all stays
 * taken for good. Measured with 10,000 messages queued: 19 MB of 132 come back, for one pause of 50 ms half a
 * second after the last of them. To be told how many collections there were.
 */
function backGiver(): (collections: number) => void {
  const collect = collector();
  let collections = 0;
  let timer: NodeJS.Timeout | null = null;
  const look = (): void => {
    timer = null;
    if (collections < leastCollections) return;
    collect({ type: 'major', flavor: 'last-resort' });
    collections = 0;
  };
  return (more) => {
    collections += more;
    if (timer === null) timer = setTimeout(look, quietMs).unref();
    else timer.refresh();
  };
}

/** V8's collector, which programs see only while this switch is on; only this flavour gives back empty pages. */
function collector(): (how: { type: 'major'; flavor: 'last-resort' }) => void {
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = vm.runInNewContext('gc');
  v8.setFlagsFromString('--no-expose-gc');
  return collect as ReturnType<typeof collector>;
}
