import { useQuery } from '@tanstack/react-query';
import { lastDays, sum } from '../figures';
import { compact, daysAgo, number, shortDay } from '../format';
import { Chart } from '../parts/chart';
import { wordFor } from '../parts/interaction';
import { Card, PageFrame, Tile, Tiles } from '../parts/page';
import { Loaded } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { type Used, usage } from '../parts-of-suite';
import { plain } from '../plain';
import { say } from '../strings';

const DAYS = 30;

export const Page = () => {
  const days = { from: lastDays(DAYS).from, to: daysAgo(0) };
  const query = useQuery({
    queryKey: ['usage', days],
    queryFn: ({ signal }) => usage.days(days, signal),
  });
  return (
    <PageFrame title={say.billing.title} lead={say.billing.lead(DAYS)}>
      <Loaded query={query} part={say.billing.title}>
        {({ days: used }) =>
          used.length === 0 ? (
            <p className="nothing">{say.billing.none}</p>
          ) : (
            <>
              <Tiles>
                {measuresOf(used).map(([measure, rows]) => (
                  <Tile
                    key={measure}
                    label={wordFor(say.billing.measures, measure)}
                    value={compact(sum(rows.map(({ quantity }) => quantity)))}
                  />
                ))}
              </Tiles>
              {measuresOf(used).map(([measure, rows]) => (
                <Card key={measure} title={wordFor(say.billing.measures, measure)}>
                  <Chart
                    kind="bar"
                    label={wordFor(say.billing.measures, measure)}
                    at={daysOf(used).map(shortDay)}
                    series={[
                      {
                        name: wordFor(say.billing.measures, measure),
                        values: daysOf(used).map((day) =>
                          sum(rows.filter((row) => row.day === day).map(({ quantity }) => quantity)),
                        ),
                      },
                    ]}
                  />
                </Card>
              ))}
              <Card title={say.billing.details}>
                <DataTable
                  caption={say.billing.details}
                  columns={columns}
                  rows={used}
                  keyOf={({ day, measure, source, eventType }) => `${day}|${measure}|${source}|${eventType}`}
                  file="usage"
                />
              </Card>
            </>
          )
        }
      </Loaded>
    </PageFrame>
  );
};

const measuresOf = (used: readonly Used[]): [string, Used[]][] => {
  const measures = new Map<string, Used[]>();
  for (const row of used) {
    measures.set(row.measure, [...(measures.get(row.measure) ?? []), row]);
  }
  return [...measures];
};

const daysOf = (used: readonly Used[]): string[] => [...new Set(used.map(({ day }) => day))].sort();

const columns: readonly Column<Used>[] = [
  { name: say.billing.day, cell: ({ day }) => shortDay(day), text: ({ day }) => day },
  {
    name: say.billing.measure,
    cell: ({ measure }) => wordFor(say.billing.measures, measure),
    text: ({ measure }) => measure,
  },
  { name: say.interactions.source, cell: ({ source }) => plain(source, 60), text: ({ source }) => source },
  {
    name: say.billing.event,
    cell: ({ eventType }) => plain(eventType, 80),
    text: ({ eventType }) => eventType,
  },
  {
    name: say.billing.quantity,
    numeric: true,
    cell: ({ quantity }) => number(quantity),
    text: ({ quantity }) => String(quantity),
  },
];
