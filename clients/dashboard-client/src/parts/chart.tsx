import { Skeleton } from '@crow/ui-kit';
import { lazy, Suspense } from 'react';
import { number } from '../format';
import { say } from '../strings';

export interface Series {
  name: string;
  values: readonly number[];
  /** What the values mean, which gives them their colour. */
  tone?: 'accent' | 'good' | 'warm' | 'bad' | 'soft';
}

export interface ChartData {
  kind: 'line' | 'bar' | 'stack';
  /** What is measured, in words: it is what is read out. */
  label: string;
  at: readonly string[];
  series: readonly Series[];
  format?: (value: number) => string;
}

/** The charting library is larger than the rest of the page, and comes after it. */
const Canvas = lazy(() => import('./chart-canvas'));

/** A drawing of figures, and the same figures as a table. */
export const Chart = (data: ChartData) => {
  const format = data.format ?? number;
  return (
    <figure className="chart">
      <Suspense fallback={<Skeleton className="chart-canvas" />}>
        <Canvas {...data} format={format} />
      </Suspense>
      <details>
        <summary>{say.common.asTable}</summary>
        <div className="table-frame">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and who uses the keyboard scrolls too */}
          <section className="table-scroll" tabIndex={0} aria-label={data.label}>
            <table className="table figures">
              <caption className="kit-hidden">{data.label}</caption>
              <thead>
                <tr>
                  <td />
                  {data.series.map(({ name }) => (
                    <th key={name} scope="col" data-numeric>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.at.map((at, index) => (
                  <tr key={at}>
                    <th scope="row">{at}</th>
                    {data.series.map(({ name, values }) => (
                      <td key={name} data-numeric>
                        {format(values[index] ?? 0)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      </details>
    </figure>
  );
};
