/**
 * What is typed on the page that changes the provider. It outlives a look into the help, in the memory of this
 * window alone, and is forgotten when it is saved, given up, or no longer about what is in force.
 */
import { useEffect, useState } from 'react';
import { isSameHost, untrusted } from '../../main/contract/new-server.ts';
import type { ProviderSettings } from '../../main/contract/settings.ts';

export interface TypedProvider {
  readonly draft: ProviderSettings;
  readonly password: string;
  /** Of the office at the provider, or ''. */
  readonly address: string;
  /** Whether the fields of the server are in sight. */
  readonly isShown: boolean;
}

/** `over` is what was in force when it was typed. */
let left: { readonly typed: TypedProvider; readonly over: string } | null = null;

export function forgetTyped(): void {
  left = null;
}

export interface Typing extends TypedProvider {
  readonly type: (part: Partial<TypedProvider>) => void;
  /** What was typed or trusted for one server goes when the host becomes another. */
  readonly change: (part: Partial<ProviderSettings>) => void;
}

export function useTypedProvider(present: ProviderSettings): Typing {
  const [over] = useState(() => JSON.stringify(present));
  const [typed, setTyped] = useState(() => (left?.over === over ? left.typed : begun(present)));
  const type = (part: Partial<TypedProvider>): void =>
    setTyped((before) => ({ ...before, ...part }));
  const change = (part: Partial<ProviderSettings>): void =>
    setTyped((before) => ({ ...before, ...changed(before, part) }));
  useEffect(() => {
    left = { typed, over };
  }, [typed, over]);
  return { ...typed, type, change };
}

const begun = (present: ProviderSettings): TypedProvider => ({
  draft: { ...present, kind: 'smarthost' },
  password: '',
  address: present.user.includes('@') ? present.user : '',
  isShown: present.host !== '',
});

function changed(
  { draft, password }: TypedProvider,
  part: Partial<ProviderSettings>,
): Pick<TypedProvider, 'draft' | 'password'> {
  const next = { ...draft, ...part };
  return isSameHost(draft, next)
    ? { draft: next, password }
    : { draft: { ...next, ...untrusted }, password: '' };
}
