import { answerOf, type Schemas } from '@crow/api';
import { Button } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { day, percent, shortDay } from '../format';
import { Chart } from '../parts/chart';
import { Confirm } from '../parts/form';
import { Card, Facts, PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { KindBadge, RateBars, StatusBadge, statisticFacts } from '../parts/pattern';
import { Loaded } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { useMay } from '../session';
import { say } from '../strings';

type Pattern = Schemas['Pattern'];
type Moment = Schemas['PatternPatternMoment'];
type Spoken = Schemas['PatternPatternInteraction'];

export const Page = () => {
  const { id } = useParams({ from: '/patterns/$id' });
  const manages = useMay('settings:manage');
  const query = useQuery({
    queryKey: ['patterns', 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/patterns/{id}', { params: { path: { id } }, signal })),
  });
  return (
    <PageFrame
      title={query.data ? plain(query.data.pattern.title, 200) : say.patterns.pattern}
      above={
        <Link to="/patterns" search={{}} className="back">
          {say.patterns.back}
        </Link>
      }
      actions={manages && query.data && <Delete pattern={query.data.pattern} />}
    >
      <Loaded query={query}>
        {({ pattern, history }) => (
          <>
            <About pattern={pattern} />
            {history.length > 1 && <History history={history} />}
            <Interactions id={pattern.id} />
          </>
        )}
      </Loaded>
    </PageFrame>
  );
};

/** For good: the pattern is not found again in its period. */
const Delete = ({ pattern: { id, title } }: { pattern: Pattern }) => {
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const remove = useChange(
    async () => {
      await api.DELETE('/api/v1/patterns/{id}', { params: { path: { id } } });
      await navigate({ to: '/patterns', search: {} });
    },
    { touches: [['patterns', 'list'], ['patterns', 'newest'], ['insights']], done: say.patterns.removed },
  );
  return (
    <>
      <Button look="plain" size="small" onClick={() => setAsks(true)}>
        {say.common.remove}
      </Button>
      <Confirm
        open={asks}
        title={say.patterns.removeAsk(plain(title, 80))}
        action={say.common.remove}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined)}
        onClose={() => setAsks(false)}
      >
        {say.patterns.removeWhy}
      </Confirm>
    </>
  );
};

const About = ({ pattern }: { pattern: Pattern }) => (
  <Card>
    <div className="badges">
      <StatusBadge status={pattern.status} />
      <KindBadge kind={pattern.kind} />
    </div>
    <p className="lead">
      <bdi>{plain(pattern.description, 2_000)}</bdi>
    </p>
    {pattern.advice && <p className="advice">{plain(pattern.advice, 1_000)}</p>}
    <RateBars statistics={pattern.statistics} />
    <Facts
      of={[
        [say.patterns.confidence, percent(pattern.confidence)],
        ...statisticFacts(pattern.statistics),
        [say.patterns.measuredOver, say.common.range(day(pattern.from), day(pattern.to))],
        [say.patterns.subject, pattern.subject && <bdi>{plain(pattern.subject, 200)}</bdi>],
        [say.patterns.segment, pattern.segment && <bdi>{plain(pattern.segment, 200)}</bdi>],
      ]}
    />
  </Card>
);

/** The same pattern in earlier periods, drawn. */
const History = ({ history }: { history: readonly Moment[] }) => {
  const inOrder = [...history].sort((a, b) => a.periodStart.localeCompare(b.periodStart));
  return (
    <Card title={say.patterns.history}>
      <Chart
        kind="line"
        label={say.patterns.history}
        at={inOrder.map(({ periodStart }) => shortDay(periodStart))}
        format={percent}
        series={[
          {
            name: say.patterns.here,
            values: inOrder.map(({ statistics }) => statistics.support.rate),
            tone: 'accent',
          },
          {
            name: say.patterns.otherwise,
            values: inOrder.map(({ statistics }) => statistics.baseline.rate),
            tone: 'soft',
          },
        ]}
      />
    </Card>
  );
};

const spokenColumns = (linked: boolean): Column<Spoken>[] => [
  {
    name: say.interactions.when,
    cell: ({ startedAt }) => <Time at={startedAt} />,
    text: ({ startedAt }) => startedAt,
  },
  {
    name: say.interactions.what,
    cell: ({ id, description }) =>
      linked ? (
        <Link to="/interactions/$id" params={{ id }} search={{}} className="told">
          <bdi>{plain(description, 320)}</bdi>
        </Link>
      ) : (
        <bdi>{plain(description, 320)}</bdi>
      ),
    text: ({ description }) => plain(description, 5_000),
  },
];

/** What the pattern rests on: every interaction it counts. */
const Interactions = ({ id }: { id: string }) => {
  const linked = useMay('interactions:read');
  const { query, more, isMoreComing } = usePagesOf(['patterns', 'interactions', id], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/patterns/{id}/interactions', {
        params: { path: { id }, query: { limit: 50, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
  return (
    <Card title={say.patterns.restsOn}>
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            caption={say.patterns.restsOn}
            columns={spokenColumns(linked)}
            rows={rows}
            keyOf={(row) => row.id}
            file="pattern-interactions"
            more={more}
            isMoreComing={isMoreComing}
          />
        )}
      </Loaded>
    </Card>
  );
};
