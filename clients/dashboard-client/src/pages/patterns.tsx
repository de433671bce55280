import { answerOf, type Schemas } from '@crow/api';
import { Check, EmptyState, Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAddress } from '../address';
import { api } from '../api';
import { day, percent } from '../format';
import { PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { PatternList, StatusBadge } from '../parts/pattern';
import { PatternRuns } from '../parts/pattern-runs';
import { Loaded } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { plain } from '../plain';
import { say } from '../strings';

type Pattern = Schemas['Pattern'];

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
const anyOf = (words: Record<string, string>) => [{ value: '', label: say.common.any }, ...optionsOf(words)];

export const Page = () => {
  const [address, change] = useAddress();
  const period = address.period ?? 'week';
  const filter = {
    period,
    ...(address.day && period !== 'all_time' && { day: address.day }),
    ...(address.kind && { kind: [address.kind] }),
    ...(address.status && { status: [address.status] }),
  };
  const { query, more, isMoreComing } = usePagesOf(['patterns', 'list', filter], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patterns', {
        params: { query: { ...filter, limit: 50, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <PageFrame title={say.patterns.title} lead={say.patterns.lead} actions={<PatternRuns of={address.day} />}>
      <div className="filters">
        <Select
          label={say.patterns.period}
          value={period}
          options={optionsOf(say.patterns.periods)}
          onChange={({ target }) => change({ period: target.value })}
        />
        {period !== 'all_time' && (
          <Field
            label={say.patterns.anyDay}
            type="date"
            value={address.day ?? ''}
            onChange={({ target }) => change({ day: target.value })}
          />
        )}
        <Select
          label={say.patterns.kind}
          value={address.kind ?? ''}
          options={anyOf(say.patterns.kinds)}
          onChange={({ target }) => change({ kind: target.value })}
        />
        <Select
          label={say.patterns.status}
          value={address.status ?? ''}
          options={anyOf(say.patterns.statuses)}
          onChange={({ target }) => change({ status: target.value })}
        />
        {period !== 'all_time' && (
          <Check
            checked={address.compare === 'yes'}
            onChange={({ target }) => change({ compare: target.checked ? 'yes' : '' })}
          >
            {say.patterns.compare}
          </Check>
        )}
      </div>
      <Loaded query={query} part={say.patterns.title}>
        {(patterns) => {
          // Periods follow each other in one list; the latest is what is asked about without a day.
          const first = patterns[0]?.periodStart;
          const shown = address.day || !first ? patterns : patterns.filter((p) => p.periodStart === first);
          if (shown.length === 0 || !first) {
            return <EmptyState title={say.patterns.none}>{say.patterns.noneWhy}</EmptyState>;
          }
          return (
            <>
              <h2 className="period">
                {say.patterns.of(period, day(first), shown[0]?.periodEnd && day(shown[0].periodEnd))}
              </h2>
              {address.compare === 'yes' ? (
                <Compared now={shown} period={period} start={first} />
              ) : (
                <PatternList patterns={shown} />
              )}
              {more && shown.length === patterns.length && (
                <button
                  type="button"
                  className="kit-button"
                  data-look="quiet"
                  disabled={isMoreComing}
                  onClick={more}
                >
                  {say.common.showMore}
                </button>
              )}
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
};

interface Pair {
  identity: string;
  now: Pattern | undefined;
  earlier: Pattern | undefined;
}

/** The same patterns in this period and in the one before, whether they are in both or not. */
export const pairsOf = (now: readonly Pattern[], earlier: readonly Pattern[]): Pair[] => {
  const before = new Map(earlier.map((pattern) => [pattern.identity, pattern]));
  const known = new Set(now.map(({ identity }) => identity));
  return [
    ...now.map((pattern) => ({
      identity: pattern.identity,
      now: pattern,
      earlier: before.get(pattern.identity),
    })),
    ...earlier
      .filter(({ identity }) => !known.has(identity))
      .map((pattern) => ({ identity: pattern.identity, now: undefined, earlier: pattern })),
  ];
};

const rateOf = (pattern: Pattern | undefined): string =>
  pattern ? percent(pattern.statistics.support.rate) : '–';

const columns: readonly Column<Pair>[] = [
  {
    name: say.patterns.pattern,
    main: true,
    cell: ({ now, earlier }) => {
      const pattern = now ?? earlier;
      return (
        pattern && (
          <Link to="/patterns/$id" params={{ id: pattern.id }} search={{}}>
            <bdi>{plain(pattern.title, 200)}</bdi>
          </Link>
        )
      );
    },
    text: ({ now, earlier }) => (now ?? earlier)?.title ?? '',
  },
  {
    name: say.patterns.status,
    cell: ({ now }) => <StatusBadge status={now?.status ?? 'gone'} />,
    text: ({ now }) => now?.status ?? 'gone',
  },
  {
    name: say.patterns.before,
    numeric: true,
    cell: ({ earlier }) => rateOf(earlier),
    text: ({ earlier }) => rateOf(earlier),
  },
  { name: say.patterns.now, numeric: true, cell: ({ now }) => rateOf(now), text: ({ now }) => rateOf(now) },
];

const Compared = ({ now, period, start }: { now: readonly Pattern[]; period: string; start: string }) => {
  const dayBefore = new Date(Date.parse(start) - 86_400_000).toISOString().slice(0, 10);
  const query = useQuery({
    queryKey: ['patterns', 'before', period, dayBefore],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/patterns', { params: { query: { period, day: dayBefore, limit: 100 } }, signal }),
      ),
  });
  return (
    <Loaded query={query}>
      {({ items }) => (
        <DataTable
          caption={say.patterns.compare}
          columns={columns}
          rows={pairsOf(now, items)}
          keyOf={({ identity }) => identity}
          file="patterns-compared"
        />
      )}
    </Loaded>
  );
};
