import { Button, Icon } from '@crow/ui-kit';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { csvOf, saveFile } from '../csv';
import { number } from '../format';
import { say } from '../strings';

export interface Column<T> {
  name: string;
  /** What is shown. */
  cell: (row: T) => ReactNode;
  /** What stands in the file. Without it the column is not in the file. */
  text?: (row: T) => string;
  /** Numbers end where the column ends. */
  numeric?: boolean;
  /** What a row is about: on a phone it heads the row, without its name. */
  main?: boolean;
}

/** Fewer rows than this are simply all there. */
const FEW = 60;
const ROW_HEIGHT = 64;

interface Lines {
  before: number;
  after: number;
  shown: readonly number[];
  measure: (element: HTMLElement | null) => void;
}

/** Of a long table only those rows are in the page that can be seen. */
const useLines = (count: number, table: React.RefObject<HTMLTableElement | null>): Lines => {
  const [margin, setMargin] = useState(0);
  useEffect(() => {
    const top = table.current?.getBoundingClientRect().top ?? 0;
    setMargin(top + window.scrollY);
  }, [table]);
  const virtual = useWindowVirtualizer({
    count,
    enabled: count > FEW,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: margin,
  });
  if (count <= FEW) {
    return { before: 0, after: 0, shown: Array.from({ length: count }, (_, i) => i), measure: () => {} };
  }
  const items = virtual.getVirtualItems();
  return {
    before: (items[0]?.start ?? margin) - margin,
    after: virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin),
    shown: items.map((item) => item.index),
    measure: virtual.measureElement,
  };
};

/**
 * Rows of anything: a table where there is room, cards on a phone, a file for spreadsheets. Asks for
 * more when its end comes into sight.
 *
 * @param file names the file, without its ending; no file without it
 */
export const DataTable = <T,>({
  caption,
  columns,
  rows,
  keyOf,
  file,
  more,
  isMoreComing = false,
  empty,
}: {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  file?: string;
  more?: (() => void) | undefined;
  isMoreComing?: boolean;
  empty?: ReactNode;
}) => {
  const table = useRef<HTMLTableElement>(null);
  const { before, after, shown, measure } = useLines(rows.length, table);
  const last = shown.at(-1) ?? 0;
  const isEndInSight = last >= rows.length - 15;
  useEffect(() => {
    // A short first page is not followed by itself: its end is in sight at once.
    if (more && isEndInSight && !isMoreComing && rows.length >= FEW) {
      more();
    }
  }, [more, isEndInSight, isMoreComing, rows.length]);
  if (rows.length === 0) {
    return empty ?? <p className="nothing">{say.common.nothing}</p>;
  }
  return (
    <div className="table-frame">
      <table className="table" ref={table} aria-rowcount={more ? -1 : rows.length + 1}>
        <caption className="kit-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, numeric }) => (
              <th key={name} scope="col" data-numeric={numeric || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} columns={columns.length} />}
          {shown.map((index) => {
            const row = rows[index];
            return (
              row && (
                <tr key={keyOf(row)} data-index={index} aria-rowindex={index + 2} ref={measure}>
                  {columns.map(({ name, cell, text, numeric, main }) => (
                    <td
                      key={name}
                      data-label={name}
                      data-numeric={numeric || undefined}
                      data-main={main || undefined}
                      data-blank={text?.(row) === '' || undefined}
                    >
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              )
            );
          })}
          {after > 0 && <Gap height={after} columns={columns.length} />}
        </tbody>
      </table>
      <div className="table-foot">
        <span aria-live="polite">
          {more ? say.common.shownSoFar(number(rows.length)) : say.common.shown(number(rows.length))}
        </span>
        {more && (
          <Button look="quiet" size="small" busy={isMoreComing} onClick={more}>
            {say.common.showMore}
          </Button>
        )}
        {file && (
          <Button
            look="plain"
            size="small"
            onClick={() => saveFile(`${file}.csv`, csvOf(tableTexts(columns, rows)))}
          >
            <Icon name="download" size={16} /> {say.common.csv}
          </Button>
        )}
      </div>
    </div>
  );
};

const Gap = ({ height, columns }: { height: number; columns: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row that holds nothing takes no focus
  <tr aria-hidden="true" className="gap">
    <td colSpan={columns} style={{ height }} />
  </tr>
);

/** The table as texts, with the names of the columns first. */
export const tableTexts = <T,>(columns: readonly Column<T>[], rows: readonly T[]): string[][] => {
  const told = columns.flatMap(({ name, text }) => (text ? [{ name, text }] : []));
  return [told.map(({ name }) => name), ...rows.map((row) => told.map(({ text }) => text(row)))];
};
