/**
 * A table of thousands of rows that draws only those in sight. Arrow keys, Page Up and Down, Home and End
 * move the active row; Enter opens it. Where rows can be chosen, Space chooses one, Shift and a click those
 * between, Ctrl+A all. Rows and head are as high as the style says (`rowPx`, `headPx`).
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import type { RowSource } from './row-source.ts';
import type { Column } from './table.tsx';
import { chooseByKey, chosenByClick, keyTarget, type Choosing } from './table-keys.ts';
import { useActiveRow, type ActiveRow } from './use-active-row.ts';
import { VirtualRow } from './virtual-row.tsx';
import './virtual-table.css';

/** `width` is one of CSS grid, its least in rem: below the sum of these the table scrolls sideways. */
export type WideColumn<R> = Column<R> & { readonly width: string };

export interface VirtualTableProps<R> {
  readonly caption: string;
  /** The same array as long as nothing changed in it: rows are drawn again only then. */
  readonly columns: readonly WideColumn<R>[];
  readonly rows: RowSource<R>;
  readonly keyOf: (row: R) => string;
  /** By Enter the focus should follow, by a click it stays. */
  readonly onOpen?: (row: R, by: 'enter' | 'click') => void;
  /** The row that the keyboard has moved to. */
  readonly onActive?: (row: R) => void;
  /** Key of the row that stands open beside the table. */
  readonly openKey?: string | null;
  /** Places of the first and the last row in sight. */
  readonly onSee?: (first: number, last: number) => void;
  /** Rows by which those in sight have moved so far: the scroll position follows. */
  readonly moved?: number;
  readonly choosing?: Choosing<R>;
  /** Keys beside those that move; true when it was one of them. */
  readonly onKey?: (event: KeyboardEvent, row: R | undefined) => boolean;
}

const rowPx = 40;
const headPx = 34;

const leastRem = (widths: readonly string[]): number =>
  widths.reduce((sum, width) => sum + Number(/[\d.]+(?=rem)/.exec(width)?.[0] ?? 0), 0);

export function VirtualTable<R>(props: VirtualTableProps<R>): ReactNode {
  const { caption, columns, rows, keyOf, choosing } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const active = useActiveRow(rows, keyOf);
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
    // The head stands in the way of the last row in sight: all rows are lower by its height.
    scrollPaddingEnd: headPx,
  });
  useSight(virtual.range, props);
  useLayoutEffect(() => followRows(scroller.current, props.moved ?? 0), [props.moved]);
  useFocusLeft(scroller);

  const onPick = usePick(props, active);
  const widths = [...(choosing ? ['2.6rem'] : []), ...columns.map(({ width }) => width)];
  const template = widths.join(' ');
  const activeRow = rows.at(active.index);
  return (
    <div
      ref={scroller}
      className="virtual-table"
      role="grid"
      aria-label={caption}
      aria-rowcount={rows.count + 1}
      aria-multiselectable={choosing ? true : undefined}
      aria-activedescendant={activeRow === undefined ? undefined : rowId(keyOf(activeRow))}
      tabIndex={0}
      style={{ '--table-min': `${leastRem(widths)}rem` } as CSSProperties}
      onPointerOver={tellWhole}
      onKeyDown={(event) => {
        // The box that chooses all has keys of its own.
        if (event.target instanceof Element && event.target.closest('.virtual-head')) return;
        const target = onTableKey(event, props, active);
        if (typeof target === 'number') virtual.scrollToIndex(target);
        if (target !== null) event.preventDefault();
      }}
    >
      <Head {...{ columns, template, choosing }} count={rows.count} />
      <div role="rowgroup" className="virtual-body" style={{ height: virtual.getTotalSize() }}>
        <Drawn
          {...{ table: props, template, onPick }}
          items={virtual.getVirtualItems()}
          active={active.index}
        />
      </div>
    </div>
  );
}

/** The rows in sight. */
function Drawn<R>(props: {
  readonly table: VirtualTableProps<R>;
  readonly items: readonly { readonly index: number; readonly start: number }[];
  readonly template: string;
  /** Place of the row that the keyboard stands on. */
  readonly active: number;
  readonly onPick: PickRow;
}): ReactNode {
  const { columns, rows, keyOf, openKey, choosing } = props.table;
  const { items, template, active, onPick } = props;
  return items.map(({ index, start }) => {
    const row = rows.at(index);
    const key = row === undefined ? null : keyOf(row);
    return (
      <VirtualRow
        key={key ?? index}
        {...{ row, index, columns, template, onPick }}
        id={key === null ? undefined : rowId(key)}
        topPx={start}
        isActive={index === active}
        isOpen={key !== null && key === openKey}
        isChosen={choosing ? key !== null && choosing.keys.has(key) : null}
        labelOf={choosing?.labelOf}
      />
    );
  });
}

function Head<R>({
  columns,
  template,
  choosing,
  count,
}: Pick<VirtualTableProps<R>, 'columns'> & {
  readonly choosing: Choosing<R> | undefined;
  readonly template: string;
  readonly count: number;
}): ReactNode {
  const some = choosing?.keys.size ?? 0;
  const isAll = some > 0 && some >= count;
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="virtual-head"
      style={{ gridTemplateColumns: template }}
    >
      {choosing ? (
        <div role="columnheader" className="virtual-box">
          <input
            type="checkbox"
            aria-label={choosing.allLabel}
            checked={isAll}
            ref={(box) => {
              if (box) box.indeterminate = some > 0 && !isAll;
            }}
            onChange={() => (isAll ? choosing.onChoose(new Set()) : choosing.onChooseAll())}
          />
        </div>
      ) : null}
      {columns.map(({ id, title, isNumber }) => (
        <div key={id} role="columnheader" className={isNumber ? 'number' : ''}>
          {title}
        </div>
      ))}
    </div>
  );
}

/** What is cut in a cell is told whole where the pointer rests. */
function tellWhole({ target }: PointerEvent<HTMLDivElement>): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"]') : null;
  if (cell === null) return;
  const inner = cell.querySelector<HTMLElement>('.state-mark > span') ?? cell;
  if (inner.scrollWidth > inner.clientWidth) cell.title = inner.innerText;
  else cell.removeAttribute('title');
}

/** The row that became active, `done` for another key that means something here, null for the rest. */
function onTableKey<R>(
  event: KeyboardEvent,
  { rows, keyOf, onOpen, onActive, choosing, onKey }: VirtualTableProps<R>,
  active: ActiveRow,
): number | 'done' | null {
  const row = rows.at(active.index);
  const target = keyTarget(event.key, active.index, rows.count);
  if (target !== null) {
    active.move(target);
    const next = rows.at(target);
    if (next !== undefined) onActive?.(next);
    return target;
  }
  if (event.key === 'Enter' && row !== undefined) onOpen?.(row, 'enter');
  else if (!(choosing && chooseByKey(event, row, { choosing, keyOf })) && !onKey?.(event, row))
    return null;
  return 'done';
}

type PickRow = (index: number, event: MouseEvent, isBox: boolean) => void;

/** The same function at every drawing, so that rows are not drawn again for it. */
function usePick<R>(props: VirtualTableProps<R>, active: ActiveRow): PickRow {
  const latest = useRef({ ...props, active });
  useEffect(() => {
    latest.current = { ...props, active };
  });
  return useCallback((index, event, isBox) => {
    const { rows, keyOf, choosing, onOpen, active: before } = latest.current;
    const row = rows.at(index);
    if (row === undefined) return;
    if (choosing && (isBox || event.shiftKey || event.ctrlKey || event.metaKey)) {
      const key = keyOf(row);
      const from = before.key() ?? key;
      const chosen = chosenByClick(choosing.keys, { rows, keyOf, index, event, from });
      if (chosen !== null) choosing.onChoose(chosen);
      else choosing.onChooseSpan(from, key);
    } else onOpen?.(row, 'click');
    before.move(index);
  }, []);
}

/** A list that became empty goes, and had the focus: the keyboard goes on at the heading, not at the top of the window. */
function useFocusLeft(scroller: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const table = scroller.current;
    return () => {
      if (table?.contains(document.activeElement) === true)
        document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true });
    };
  }, [scroller]);
}

/** Tells which rows are in sight, whenever that or the list changed. */
function useSight<R>(
  range: { readonly startIndex: number; readonly endIndex: number } | null,
  { onSee, rows }: VirtualTableProps<R>,
): void {
  const first = range?.startIndex ?? 0;
  const last = range?.endIndex ?? 0;
  const count = rows.count;
  useEffect(() => {
    if (count > 0) onSee?.(first, last);
  }, [first, last, count, onSee]);
}

/** Before the next picture, so that nothing is seen to move. */
function followRows(scroller: HTMLDivElement | null, moved: number): void {
  if (scroller === null) return;
  const by = moved - Number(scroller.dataset['moved'] ?? 0);
  scroller.dataset['moved'] = String(moved);
  if (by !== 0) scroller.scrollTop += by * rowPx;
}

const rowId = (key: string): string => `row-${key}`;
