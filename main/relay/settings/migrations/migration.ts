/** A config.json of any version, unchecked. */
export type Shape = Readonly<Record<string, unknown>>;
/** One step: makes the next shape, and is pure. */
export type Migration = (old: Shape) => Shape;
