/** One row of a `VirtualTable`: drawn again only when something in it changed. */
import { memo, type MouseEvent, type ReactNode } from 'react';
import type { Column } from './table.tsx';

export interface VirtualRowProps<R> {
  /** Undefined while it is not loaded. */
  readonly row: R | undefined;
  readonly id: string | undefined;
  readonly index: number;
  readonly topPx: number;
  readonly template: string;
  readonly columns: readonly Column<R>[];
  readonly isActive: boolean;
  readonly isOpen: boolean;
  /** Null where rows cannot be chosen. */
  readonly isChosen: boolean | null;
  readonly labelOf: ((row: R) => string) | undefined;
  readonly onPick: (index: number, event: MouseEvent, isBox: boolean) => void;
}

function PlainRow<R>(props: VirtualRowProps<R>): ReactNode {
  const { row, id, index, topPx, template, columns, isActive, isOpen, isChosen, onPick } = props;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen ?? isOpen}
      aria-current={isOpen ? 'true' : undefined}
      className={`virtual-row ${isActive ? 'active' : ''}`}
      style={{ gridTemplateColumns: template, transform: `translateY(${topPx}px)` }}
      onClick={(event) => onPick(index, event, false)}
    >
      {isChosen === null ? null : (
        <div role="gridcell" className="virtual-box">
          {row === undefined ? null : (
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={props.labelOf?.(row)}
              checked={isChosen}
              onClick={(event) => {
                event.stopPropagation();
                onPick(index, event, true);
              }}
              onChange={() => undefined}
            />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={column.isNumber ? 'number' : ''}>
          {row === undefined ? <span className="virtual-ghost" /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

export const VirtualRow = memo(PlainRow) as typeof PlainRow;
