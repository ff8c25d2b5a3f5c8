/** Puts parts of a page into a sentence of the dictionary: "In {label}, type {value}". */
import { Fragment, type ReactNode } from 'react';

/** A place that nobody fills stays as it is written, so that it is seen. */
export function fill(sentence: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  return sentence.split(/(\{\w+\})/).map((piece, index) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    return <Fragment key={index}>{name === undefined ? piece : (parts[name] ?? piece)}</Fragment>;
  });
}
