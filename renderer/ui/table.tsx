/** A plain accessible table for short lists; long ones use `VirtualTable`. */
import type { ReactNode } from 'react';

export interface Column<R> {
  readonly id: string;
  readonly title: ReactNode;
  readonly isNumber?: boolean;
  /** What can be done with the row: stands at the row's end. */
  readonly isAction?: boolean;
  readonly cell: (row: R) => ReactNode;
}

type Kind = Pick<Column<never>, 'isNumber' | 'isAction'>;

const classOf = ({ isNumber, isAction }: Kind): string =>
  isNumber ? 'number' : isAction ? 'action' : '';

export function Table<R>({
  caption,
  columns,
  rows,
  keyOf,
  stacks = false,
}: {
  /** Read by screen readers; the card's title stands for the eyes. */
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  /** Where it would scroll sideways each row becomes a card, whose lines say of themselves what they are. */
  readonly stacks?: boolean;
}): ReactNode {
  return (
    <div
      className={`table-wrap ${stacks ? 'stacks' : ''}`.trim()}
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, title, ...kind }) => (
              <th key={id} scope="col" className={classOf(kind)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, title, cell, ...kind }, index) => (
                <td key={id} className={classOf(kind)}>
                  {!stacks || index === 0 || kind.isAction === true ? null : (
                    <span className="cell-name" aria-hidden="true">
                      {title}
                    </span>
                  )}
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
