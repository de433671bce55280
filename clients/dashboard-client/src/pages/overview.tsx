import { answerOf, may } from '@crow/api';
import { buttonLooks, EmptyState } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api';
import { before, datesBetween, growth, lastDays, sum, valuesOn } from '../figures';
import { number, percent, shortDay } from '../format';
import { Chart } from '../parts/chart';
import { interactionColumns } from '../parts/interaction';
import { Card, PageFrame, Tile, Tiles } from '../parts/page';
import { PatternList } from '../parts/pattern';
import { Loaded } from '../parts/states';
import { DataTable } from '../parts/table';
import { daysQuery, ledgerQuery } from '../queries';
import { useMay, useSession } from '../session';
import { say } from '../strings';

const DAYS = 30;

export const Page = () => {
  const session = useSession();
  const seesInteractions = may(session, 'interactions:read');
  const seesPatterns = may(session, 'patterns:read');
  return (
    <PageFrame title={say.overview.title} lead={say.overview.lead}>
      {seesInteractions && <Now />}
      {seesInteractions && <Trend />}
      <div className="columns">
        {seesPatterns && <NewestPatterns />}
        {seesInteractions && <Ingestion />}
      </div>
      {seesInteractions && <Newest />}
      {!seesInteractions && !seesPatterns && (
        <EmptyState title={say.overview.nothingForYou}>{say.overview.askAnOwner}</EmptyState>
      )}
    </PageFrame>
  );
};

/** What happens at this moment, and this week beside the week before. */
const Now = () => {
  const { data: ledger } = useQuery(ledgerQuery());
  const week = lastDays(7);
  const { data: now } = useQuery(daysQuery(week));
  const { data: then } = useQuery(daysQuery(before(week)));
  const total = (days?: { interactions: number }[]) => days && sum(days.map((day) => day.interactions));
  const bought = (days?: { outcomes: Record<string, number> }[]) =>
    days && sum(days.map(({ outcomes }) => outcomes.purchased ?? 0));
  return (
    <Tiles>
      <Tile label={say.overview.eventsAnHour} value={received(ledger)} note={say.overview.renewed} />
      <Compared label={say.overview.interactions} now={total(now?.days)} then={total(then?.days)} />
      <Compared label={say.overview.purchases} now={bought(now?.days)} then={bought(then?.days)} />
      <Tile
        label={say.overview.openSessions}
        value={ledger ? number(ledger.open) : '–'}
        note={say.overview.openSessionsNote}
      />
    </Tiles>
  );
};

/** Of the hour that the ledger tells of by itself. */
const received = (ledger: { rows: { received: number }[] } | undefined): string =>
  ledger ? number(sum(ledger.rows.map((row) => row.received))) : '–';

const Compared = ({
  label,
  now,
  then,
}: {
  label: string;
  now: number | undefined;
  then: number | undefined;
}) => {
  if (now === undefined) {
    return <Tile label={label} value="–" />;
  }
  const change = then === undefined ? undefined : growth(now, then);
  return (
    <Tile
      label={label}
      value={number(now)}
      note={change === undefined ? say.overview.sevenDays : say.overview.change(percent(change), change >= 0)}
      {...(change !== undefined && { tone: change >= 0 ? 'good' : 'bad' })}
    />
  );
};

const Trend = () => {
  const range = lastDays(DAYS);
  const query = useQuery(daysQuery(range));
  const dates = datesBetween(range.from, range.to);
  return (
    <Card
      title={say.overview.trend(DAYS)}
      actions={
        <Link to="/analytics" search={{}} {...buttonLooks({ look: 'plain', size: 'small' })}>
          {say.analytics.title}
        </Link>
      }
    >
      <Loaded query={query}>
        {({ days }) => (
          <Chart
            kind="line"
            label={say.overview.trend(DAYS)}
            at={dates.map(shortDay)}
            series={[
              {
                name: say.overview.interactions,
                values: valuesOn(dates, days, (day) => day.interactions),
                tone: 'accent',
              },
              {
                name: say.overview.purchases,
                values: valuesOn(dates, days, (day) => day.outcomes.purchased ?? 0),
                tone: 'warm',
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
};

const NewestPatterns = () => {
  const query = useQuery({
    queryKey: ['patterns', 'newest'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/patterns', { params: { query: { period: 'week', limit: 4 } }, signal })),
  });
  return (
    <Card
      title={say.overview.patterns}
      actions={
        <Link to="/patterns" search={{}} {...buttonLooks({ look: 'plain', size: 'small' })}>
          {say.common.all}
        </Link>
      }
    >
      <Loaded query={query} part={say.patterns.title}>
        {({ items }) =>
          items.length > 0 ? <PatternList patterns={items} /> : <p className="nothing">{say.patterns.none}</p>
        }
      </Loaded>
    </Card>
  );
};

/** The account of every event that arrived, which has to balance. */
const Ingestion = () => {
  const query = useQuery(ledgerQuery());
  return (
    <Card title={say.overview.ingestion}>
      <Loaded query={query} part={say.overview.ingestion}>
        {({ received, stored, duplicates, refused, erased, inFlight }) => {
          const rejected = sum(Object.values(refused));
          const balances = received === stored + duplicates + rejected + erased + inFlight;
          return (
            <>
              <p className="health" data-tone={balances ? 'good' : 'bad'}>
                {balances ? say.overview.balances : say.overview.doesNotBalance}
              </p>
              <dl className="facts">
                {(
                  [
                    [say.overview.received, received],
                    [say.overview.stored, stored],
                    [say.overview.inFlight, inFlight],
                    [say.overview.duplicates, duplicates],
                    [say.overview.refused, rejected],
                    [say.overview.erased, erased],
                  ] as const
                ).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{number(value)}</dd>
                  </div>
                ))}
              </dl>
            </>
          );
        }}
      </Loaded>
    </Card>
  );
};

const Newest = () => {
  const connects = useMay('integrations:manage');
  const query = useQuery({
    queryKey: ['interactions', 'newest'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/interactions', { params: { query: { limit: 6 } }, signal })),
    refetchInterval: 15_000,
  });
  return (
    <Card
      title={say.overview.newest}
      actions={
        <Link to="/interactions" search={{}} {...buttonLooks({ look: 'plain', size: 'small' })}>
          {say.common.all}
        </Link>
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <DataTable
            caption={say.overview.newest}
            columns={interactionColumns}
            rows={items}
            keyOf={({ id }) => id}
            empty={
              <EmptyState
                title={say.interactions.none}
                action={
                  connects && (
                    <Link to="/sources" search={{}} {...buttonLooks()}>
                      {say.interactions.connect}
                    </Link>
                  )
                }
              >
                {say.interactions.noneWhy}
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Card>
  );
};
