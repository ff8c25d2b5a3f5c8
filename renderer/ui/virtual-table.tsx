/**
 * A table of thousands of rows that draws only those in sight. Arrow keys, Page Up and Down, Home and End
 * move the active row; Enter opens it. Rows are as high as the style says (`rowPx`).
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Column } from './table.tsx';
import './virtual-table.css';

export interface VirtualTableProps<R> {
  readonly caption: string;
  readonly columns: readonly (Column<R> & { readonly width: string })[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly onOpen?: (row: R) => void;
  /** Key of the row that stands open beside the table. */
  readonly openKey?: string | null;
  /** Called when the last rows come into sight, to fetch more. */
  readonly onEnd?: () => void;
}

const rowPx = 40;

export function VirtualTable<R>(props: VirtualTableProps<R>): ReactNode {
  const { caption, columns, rows, keyOf, onOpen, openKey, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
    onChange(instance) {
      const last = instance.getVirtualItems().at(-1);
      if (last && last.index >= rows.length - 20) onEnd?.();
    },
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    const target = keyTarget(event.key, active, rows.length);
    if (target !== null) {
      setActive(target);
      virtual.scrollToIndex(target);
    } else if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    else return;
    event.preventDefault();
  };
  const template = columns.map(({ width }) => width).join(' ');
  return (
    <div
      ref={scroller}
      className="virtual-table"
      role="grid"
      aria-label={caption}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rowId(rows[active], keyOf)}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <Head columns={columns} template={template} />
      <div role="rowgroup" className="virtual-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <Row
              key={keyOf(row)}
              {...{ row, index, columns, template }}
              id={rowId(row, keyOf)}
              topPx={start}
              isActive={index === active}
              isOpen={keyOf(row) === openKey}
              onClick={() => {
                setActive(index);
                onOpen?.(row);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

function Head<R>({
  columns,
  template,
}: Pick<VirtualTableProps<R>, 'columns'> & { readonly template: string }): ReactNode {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="virtual-head"
      style={{ gridTemplateColumns: template }}
    >
      {columns.map(({ id, title, isNumber }) => (
        <div key={id} role="columnheader" className={isNumber ? 'number' : ''}>
          {title}
        </div>
      ))}
    </div>
  );
}

function Row<R>(props: {
  readonly row: R;
  readonly id: string | undefined;
  readonly index: number;
  readonly topPx: number;
  readonly template: string;
  readonly columns: VirtualTableProps<R>['columns'];
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onClick: () => void;
}): ReactNode {
  const { row, id, index, topPx, template, columns, isActive, isOpen, onClick } = props;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      className={`virtual-row ${isActive ? 'active' : ''}`}
      style={{ gridTemplateColumns: template, transform: `translateY(${topPx}px)` }}
      onClick={onClick}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={column.isNumber ? 'number' : ''}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

function rowId<R>(row: R | undefined, keyOf: (row: R) => string): string | undefined {
  return row === undefined ? undefined : `row-${keyOf(row)}`;
}

const pageRows = 10;

/** The row that a key leads to; null for other keys. */
function keyTarget(key: string, active: number, count: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageRows,
    PageUp: active - pageRows,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}
