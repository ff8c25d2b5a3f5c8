/** Catches what a page did not expect: the window says so instead of going blank. The relay is not touched. */
import { Component, type ReactNode } from 'react';
import { go } from './route.ts';

interface State {
  readonly error: Error | null;
}

/**
 * Stands outside the dictionary, which may be what failed: so it says it in both languages. And outside the kept
 * answers, one of which may be the fault: all are asked anew.
 */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  /** At the overview: the page with the fault would have it again, and there is no navigation beside it. */
  readonly #beginAnew = (): void => {
    go('overview');
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="page stack" role="alert">
        <h1>This page has a fault</h1>
        <p>Mail keeps flowing. Load the window again; if it happens again, copy the text below.</p>
        <p lang="de">
          Diese Seite hat einen Fehler. Die Post läuft weiter. Laden Sie das Fenster neu; wenn es
          wieder geschieht, kopieren Sie den Text darunter.
        </p>
        <div>
          <button type="button" className="button primary" onClick={this.#beginAnew}>
            Load again · Neu laden
          </button>
        </div>
        <pre className="raw">{error.stack ?? error.message}</pre>
      </main>
    );
  }
}
