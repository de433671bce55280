import { answerOf, type Schemas } from '@crow/api';
import { Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useAddress } from '../address';
import { api } from '../api';
import { before, datesBetween, growth, lastDays, sum, valuesOn } from '../figures';
import { daysAgo, number, percent, shortDay } from '../format';
import { Chart, type Series } from '../parts/chart';
import { wordFor } from '../parts/interaction';
import { Card, PageFrame, Tile, Tiles } from '../parts/page';
import { Loaded } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { analytics } from '../parts-of-suite';
import { plain } from '../plain';
import { daysQuery } from '../queries';
import { useMay } from '../session';
import { say } from '../strings';

type Day = Schemas['DayCountsDay'];

/** As many lines as can be told apart. */
const KINDS = 5;
const LENGTHS = ['7', '30', '90', '365'] as const;
const TONES: Record<string, NonNullable<Series['tone']>> = {
  purchased: 'good',
  abandoned_cart: 'warm',
  abandoned_checkout: 'bad',
  browsed: 'accent',
};

export const Page = () => {
  const [address, change] = useAddress();
  const seesPatterns = useMay('patterns:read');
  const length = LENGTHS.find((one) => one === address.days) ?? '30';
  return (
    <PageFrame
      title={say.analytics.title}
      lead={say.analytics.lead}
      actions={
        <Select
          label={say.analytics.time}
          value={length}
          options={LENGTHS.map((value) => ({ value, label: say.analytics.lastDays(Number(value)) }))}
          onChange={({ target }) => change({ days: target.value })}
        />
      }
    >
      <Trends days={Number(length)} />
      {seesPatterns && <Funnel />}
      <Measured days={Number(length)} />
      <Visitors days={Number(length)} />
      <Paths days={Number(length)} />
    </PageFrame>
  );
};

const Trends = ({ days: length }: { days: number }) => {
  const range = lastDays(length);
  const query = useQuery(daysQuery(range));
  const earlier = useQuery(daysQuery(before(range)));
  const dates = datesBetween(range.from, range.to);
  return (
    <Loaded query={query}>
      {({ days }) => {
        const outcomes = totals(days, (day) => day.outcomes);
        const then = earlier.data && totals(earlier.data.days, (day) => day.outcomes);
        return (
          <>
            <Tiles>
              <Tile
                label={say.overview.interactions}
                value={number(sum(days.map((day) => day.interactions)))}
                note={change(
                  sum(days.map((day) => day.interactions)),
                  earlier.data && sum(earlier.data.days.map((day) => day.interactions)),
                )}
              />
              {outcomes.slice(0, 4).map(([outcome, count]) => (
                <Tile
                  key={outcome}
                  label={wordFor(say.interactions.outcomes, outcome)}
                  value={number(count)}
                  note={change(count, then?.find(([name]) => name === outcome)?.[1])}
                />
              ))}
            </Tiles>
            <Card title={say.analytics.outcomes}>
              <Chart
                kind="stack"
                label={say.analytics.outcomes}
                at={dates.map(shortDay)}
                series={outcomes.map(([outcome]) => ({
                  name: wordFor(say.interactions.outcomes, outcome),
                  values: valuesOn(dates, days, (day) => day.outcomes[outcome] ?? 0),
                  tone: TONES[outcome] ?? 'soft',
                }))}
              />
            </Card>
            <Card title={say.analytics.events}>
              <Chart
                kind="line"
                label={say.analytics.events}
                at={dates.map(shortDay)}
                series={[
                  { name: say.interactions.events, values: valuesOn(dates, days, (day) => day.events) },
                ]}
              />
            </Card>
            <Card title={say.analytics.tags}>
              <DataTable
                caption={say.analytics.tags}
                columns={tagColumns(sum(days.map((day) => day.interactions)))}
                rows={totals(days, (day) => day.tags)}
                keyOf={([tag]) => tag}
                file="tags"
              />
            </Card>
          </>
        );
      }}
    </Loaded>
  );
};

type Count = readonly [name: string, count: number];

const change = (now: number, then: number | undefined): string | undefined => {
  const grown = then === undefined ? undefined : growth(now, then);
  return grown === undefined ? undefined : say.overview.change(percent(grown), grown >= 0);
};

/** How often each name was counted, the most frequent first. */
export const totals = (days: readonly Day[], of: (day: Day) => Record<string, number>): Count[] => {
  const counts = new Map<string, number>();
  for (const day of days) {
    for (const [name, count] of Object.entries(of(day))) {
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a);
};

const tagColumns = (all: number): readonly Column<Count>[] => [
  {
    name: say.analytics.tag,
    cell: ([tag]) => wordFor(say.interactions.tags, tag),
    text: ([tag]) => tag,
  },
  {
    name: say.overview.interactions,
    numeric: true,
    cell: ([, count]) => number(count),
    text: ([, count]) => String(count),
  },
  {
    name: say.analytics.share,
    numeric: true,
    cell: ([, count]) => percent(all === 0 ? 0 : count / all),
    text: ([, count]) => String(all === 0 ? 0 : count / all),
  },
];

const STEPS = ['visits', 'product', 'cart', 'checkout', 'purchase'] as const;

/** How many of the month's visits came how far. */
const Funnel = () => {
  const query = useQuery({
    queryKey: ['insights', 'month', undefined],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/insights', { params: { query: { period: 'month' } }, signal })),
  });
  return (
    <Card title={say.analytics.funnel}>
      <Loaded query={query} part={say.insights.title}>
        {({ figures }) =>
          figures && figures.visits > 0 ? (
            <ol className="funnel">
              {STEPS.map((step, index) => {
                const earlier = STEPS[index - 1];
                const kept = earlier && figures[earlier] > 0 ? figures[step] / figures[earlier] : undefined;
                return (
                  <li key={step}>
                    <span>{say.insights.figures[step]}</span>
                    <meter
                      min={0}
                      max={figures.visits}
                      value={figures[step]}
                      aria-label={say.insights.figures[step]}
                    />
                    <span>
                      {number(figures[step])}
                      {kept !== undefined && (
                        <small className="soft"> {say.analytics.ofBefore(percent(kept))}</small>
                      )}
                    </span>
                  </li>
                );
              })}
            </ol>
          ) : (
            <p className="nothing">{say.patterns.none}</p>
          )
        }
      </Loaded>
    </Card>
  );
};

/** As the parts of the suite take it: with the last day itself. */
const untilToday = (days: number) => ({ from: lastDays(days).from, to: daysAgo(0) });

/** Anything that analytics counts, with its most frequent kinds as lines of their own. */
const Measured = ({ days }: { days: number }) => {
  const [address, change] = useAddress();
  const measure = address.measure ?? 'visitors';
  const range = untilToday(days);
  const query = useQuery({
    queryKey: ['analytics', 'trend', measure, range],
    queryFn: ({ signal }) => analytics.trend(measure, range, KINDS, signal),
  });
  const name = wordFor(say.analytics.measures, measure);
  return (
    <Card
      title={say.analytics.trendOf(name)}
      actions={
        <Select
          label={say.analytics.measured}
          value={measure}
          options={Object.entries(say.analytics.measures).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => change({ measure: target.value })}
        />
      }
    >
      <Loaded query={query} part={say.analytics.title}>
        {({ points, series }) => (
          <Chart
            kind="line"
            label={say.analytics.trendOf(name)}
            at={points.map(({ start }) => shortDay(start))}
            series={
              series.length > 1
                ? series.map(({ key, values }) => ({ name: plain(key, 60), values }))
                : [{ name, values: points.map(({ value }) => value) }]
            }
          />
        )}
      </Loaded>
    </Card>
  );
};

/** Of those who came for the first time in a week: who came again, week by week. */
const Visitors = ({ days }: { days: number }) => {
  const range = untilToday(Math.max(days, 30));
  const query = useQuery({
    queryKey: ['analytics', 'retention', range],
    queryFn: ({ signal }) => analytics.retention('week', range, signal),
  });
  return (
    <Card title={say.analytics.retention}>
      <Loaded query={query} part={say.analytics.retention}>
        {({ cohorts }) => {
          const weeks = Math.max(...cohorts.map(({ returned }) => returned.length), 0);
          const names = Array.from({ length: weeks }, (_, week) => say.analytics.week(week));
          return (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and who uses the keyboard scrolls too
            <section className="table-scroll" tabIndex={0} aria-label={say.analytics.retention}>
              <table className="table figures">
                <caption className="kit-hidden">{say.analytics.retention}</caption>
                <thead>
                  <tr>
                    <th scope="col">{say.analytics.firstWeek}</th>
                    {names.map((name) => (
                      <th key={name} scope="col" data-numeric>
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {cohorts.map((cohort) => (
                    <tr key={cohort.start}>
                      <th scope="row">{shortDay(cohort.start)}</th>
                      {names.map((name, week) => (
                        <Returned key={name} of={cohort.returned} week={week} />
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          );
        }}
      </Loaded>
    </Card>
  );
};

/** First how many there are, then which share of them came in that week; nothing of weeks to come. */
const Returned = ({ of: returned, week }: { of: readonly number[]; week: number }) => {
  const [all = 0] = returned;
  const count = returned[week];
  if (count === undefined || all === 0) {
    return <td data-numeric />;
  }
  const share = count / all;
  return (
    <td data-numeric data-heat={Math.ceil(share * 5)}>
      {week === 0 ? number(all) : percent(share)}
    </td>
  );
};

interface Step {
  from: string;
  to: string;
  count: number;
}

const pathColumns: readonly Column<Step>[] = [
  {
    name: say.analytics.fromPage,
    cell: ({ from }) => <bdi>{plain(from, 160)}</bdi>,
    text: ({ from }) => plain(from, 500),
  },
  {
    name: say.analytics.toPage,
    cell: ({ to }) => <bdi>{plain(to, 160)}</bdi>,
    text: ({ to }) => plain(to, 500),
  },
  {
    name: say.analytics.visits,
    numeric: true,
    cell: ({ count }) => number(count),
    text: ({ count }) => String(count),
  },
];

/** From which page to which, the most frequent first. */
const Paths = ({ days }: { days: number }) => {
  const range = untilToday(days);
  const query = useQuery({
    queryKey: ['analytics', 'paths', range],
    queryFn: ({ signal }) => analytics.paths(undefined, range, signal),
  });
  return (
    <Card title={say.analytics.paths}>
      <Loaded query={query} part={say.analytics.paths}>
        {({ steps }) => (
          <DataTable
            caption={say.analytics.paths}
            columns={pathColumns}
            rows={steps}
            keyOf={({ from, to }) => `${from} ${to}`}
            file="paths"
          />
        )}
      </Loaded>
    </Card>
  );
};
