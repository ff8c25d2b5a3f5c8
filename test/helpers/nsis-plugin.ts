/**
 * A plugin for NSIS that does nothing: a DLL with names of functions and no function. makensis looks only at
 * the names, and the real plugins of electron-builder have to be downloaded. The layout is Microsoft's PE
 * format: headers of 512 octets, then one section with the export directory.
 */

const headOctets = 0x200;
/** Where the section stands once it is loaded. */
const sectionAt = 0x1000;

export function emptyPlugin(names: readonly string[]): Buffer {
  const section = exportsOf([...names].sort());
  const head = Buffer.alloc(headOctets);
  head.write('MZ', 0, 'latin1');
  head.writeUInt32LE(0x40, 0x3c);
  head.write('PE\0\0', 0x40, 'latin1');
  fileHeader(head.subarray(0x44));
  optionalHeader(head.subarray(0x58), section.length);
  sectionHeader(head.subarray(0x138), section.length);
  return Buffer.concat([head, section]);
}

function fileHeader(at: Buffer): void {
  at.writeUInt16LE(0x14c, 0); // i386
  at.writeUInt16LE(1, 2); // sections
  at.writeUInt16LE(224, 16); // octets of the optional header
  at.writeUInt16LE(0x2102, 18); // a 32-bit DLL
}

function optionalHeader(at: Buffer, length: number): void {
  at.writeUInt16LE(0x10b, 0); // PE32
  at.writeUInt32LE(sectionAt, 32); // alignment in memory
  at.writeUInt32LE(headOctets, 36); // alignment in the file
  at.writeUInt32LE(sectionAt * 3, 56); // size in memory
  at.writeUInt32LE(headOctets, 60); // size of the headers
  at.writeUInt32LE(16, 92); // directories that follow; the first one is that of the exports
  at.writeUInt32LE(sectionAt, 96);
  at.writeUInt32LE(length, 100);
}

function sectionHeader(at: Buffer, length: number): void {
  at.write('.edata\0\0', 0, 'latin1');
  at.writeUInt32LE(length, 8);
  at.writeUInt32LE(sectionAt, 12);
  at.writeUInt32LE(length, 16);
  at.writeUInt32LE(headOctets, 20);
  at.writeUInt32LE(0x40000040, 36); // readable data
}

/** The directory, then addresses, name pointers, ordinals, and the names themselves. */
function exportsOf(names: readonly string[]): Buffer {
  const count = names.length;
  const pointersAt = 40 + 4 * count;
  const ordinalsAt = pointersAt + 4 * count;
  const textAt = ordinalsAt + 2 * count;
  const texts = names.map((name) => Buffer.from(`${name}\0`, 'latin1'));
  const directory = Buffer.alloc(textAt);
  directory.writeUInt32LE(1, 16); // first ordinal
  directory.writeUInt32LE(count, 20);
  directory.writeUInt32LE(count, 24);
  directory.writeUInt32LE(sectionAt + 40, 28);
  directory.writeUInt32LE(sectionAt + pointersAt, 32);
  directory.writeUInt32LE(sectionAt + ordinalsAt, 36);
  let next = textAt;
  for (const [index, text] of texts.entries()) {
    directory.writeUInt32LE(sectionAt, 40 + 4 * index);
    directory.writeUInt32LE(sectionAt + next, pointersAt + 4 * index);
    directory.writeUInt16LE(index, ordinalsAt + 2 * index);
    next += text.length;
  }
  return Buffer.concat([directory, ...texts]);
}
