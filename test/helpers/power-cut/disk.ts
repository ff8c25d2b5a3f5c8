/**
 * A folder as the steps of a trace left it, and as a power cut may leave it: what was flushed is there; of the rest
 * each octet and each name may be there or not, in any order between files.
 */
import path from 'node:path';
import type { Content } from './folder-content.ts';
import {
  contentOf,
  dataAfter,
  flushedBy,
  sizeAfter,
  split,
  type Change,
  type Loss,
  type When,
} from './lost.ts';
import type { Step } from './trace.ts';

class File {
  readonly kind = 'file';
  readonly changes: Change[] = [];
  readonly flushes: When[] = [];
  sizeBytes = 0;

  change(change: Change): void {
    this.changes.push(change);
    this.sizeBytes = sizeAfter(this.sizeBytes, change);
  }
}

/** A name that was given, or taken away where `node` is null. Those of one `step` come and go together. */
interface Naming extends When {
  readonly name: string;
  readonly node: Node | null;
  readonly step: Step | null;
}

class Folder {
  readonly kind = 'folder';
  readonly namings: Naming[] = [];
  readonly flushes: When[] = [];
  readonly names = new Map<string, Node>();
}

type Node = File | Folder;

/** Of what stood there before the trace began. */
const before: When = { begun: -2, ended: -2 };

/** All that happens below one folder, which itself is there for good. Throws where a step makes no sense. */
export class Disk {
  readonly #root: string;
  readonly #top = new Folder();
  readonly #flushes: When[] = [];

  /** `content` stands there, flushed. */
  constructor(root: string, content: Content = new Map()) {
    this.#root = root;
    for (const [name, octets] of content) {
      const node = octets === null ? new Folder() : new File();
      if (node.kind === 'file' && octets !== null) node.change({ ...before, at: 0, octets });
      this.#name(path.join(root, name), node, null);
    }
  }

  apply(step: Step): void {
    if (step.kind === 'link' || step.kind === 'rename') this.#move(step);
    else if ('file' in step && this.#holds(step.file)) this.#change(step);
  }

  /** With nothing lost. */
  get live(): Content {
    const content = new Map<string, Buffer | null>();
    const data = ({ changes }: File): Buffer => contentOf(changes);
    collect(this.#top, '', content, { names: ({ names }) => names, data });
    return content;
  }

  /** What a power cut at this place of the trace may leave. */
  after(cut: number, loss: Loss, random: () => number): Content {
    const content = new Map<string, Buffer | null>();
    const isKept = this.#keeping(cut, loss, random);
    collect(this.#top, '', content, {
      names: (folder) => namesAfter(folder, cut, isKept),
      data: (file) => dataAfter(file, cut, loss.data, random),
    });
    return content;
  }

  /** Which names that were not flushed are there all the same. */
  #keeping(cut: number, loss: Loss, random: () => number): (naming: Naming) => boolean {
    if (loss.names === 'none') return () => true;
    if (loss.names === 'all') return () => false;
    if (loss.names === 'since') {
      const flushed = flushedBy(this.#flushes, cut);
      const kept = flushed + Math.floor(random() * (cut - flushed + 1));
      return ({ ended }) => ended <= kept;
    }
    const share = random();
    const decided = new Map<Step | null, boolean>();
    return ({ step }) => {
      const isKept = decided.get(step) ?? random() < share;
      decided.set(step, isKept);
      return isKept;
    };
  }

  #change(step: Extract<Step, { readonly file: string }>): void {
    const { file } = step;
    switch (step.kind) {
      case 'open':
        if (this.#find(file) === null) this.#name(file, new File(), step);
        else if (step.isEmptied) this.#file(file).change({ ...when(step), sizeBytes: 0 });
        return;
      case 'write': {
        const node = this.#file(file);
        const { octets, at } = step;
        node.change({ ...when(step), octets, at: at ?? node.sizeBytes });
        return;
      }
      case 'copy': {
        const octets = contentOf(this.#file(step.from).changes);
        this.#file(file).change({ ...when(step), octets, at: 0 });
        return;
      }
      case 'cut':
        this.#file(file).change({ ...when(step), sizeBytes: step.sizeBytes });
        return;
      case 'flush':
        this.#find(file)?.flushes.push(when(step));
        this.#flushes.push(when(step));
        return;
      case 'folder':
        this.#name(file, new Folder(), step);
        return;
      case 'remove':
        // A socket is no file of ours: nothing says how it came.
        if (this.#find(file) !== null) this.#name(file, null, step);
    }
  }

  #move(step: Extract<Step, { readonly from: string; readonly to: string }>): void {
    if (!this.#holds(step.to)) return;
    this.#name(step.to, this.#find(step.from) ?? unknown(step.from), step);
    if (step.kind === 'rename') this.#name(step.from, null, step);
  }

  #holds(file: string): boolean {
    return (
      file === this.#root || (file.startsWith(`${this.#root}/`) && !file.endsWith('(deleted)'))
    );
  }

  #file(file: string): File {
    const node = this.#find(file);
    return node?.kind === 'file' ? node : unknown(file);
  }

  #find(file: string): Node | null {
    let node: Node | undefined = this.#top;
    for (const name of path.relative(this.#root, file).split('/').filter(Boolean))
      node = node?.kind === 'folder' ? node.names.get(name) : undefined;
    return node ?? null;
  }

  #name(file: string, node: Node | null, step: Step | null): void {
    const folder = this.#find(path.dirname(file));
    if (folder?.kind !== 'folder') return unknown(file);
    const name = path.basename(file);
    folder.namings.push({ ...(step === null ? before : when(step)), name, node, step });
    if (node === null) folder.names.delete(name);
    else folder.names.set(name, node);
  }
}

function collect(
  folder: Folder,
  at: string,
  content: Map<string, Buffer | null>,
  look: { names: (folder: Folder) => ReadonlyMap<string, Node>; data: (file: File) => Buffer },
): void {
  for (const [name, node] of look.names(folder)) {
    const below = path.join(at, name);
    content.set(below, node.kind === 'file' ? look.data(node) : null);
    if (node.kind === 'folder') collect(node, below, content, look);
  }
}

function namesAfter(
  { namings, flushes }: Folder,
  cut: number,
  isKept: (naming: Naming) => boolean,
): ReadonlyMap<string, Node> {
  const { safe, loose } = split(namings, flushes, cut);
  const names = new Map<string, Node>();
  for (const { name, node } of [...safe, ...loose.filter(isKept)])
    if (node === null) names.delete(name);
    else names.set(name, node);
  return names;
}

const when = ({ begun, ended }: When): When => ({ begun, ended });

function unknown(file: string): never {
  throw new Error(`The trace does not say how ${file} came to be`);
}
