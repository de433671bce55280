import { answerOf, type Schemas } from '@crow/api';
import { Button } from '@crow/ui-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { day, daysAgo } from '../format';
import { useMay } from '../session';
import { say } from '../strings';
import { wordFor } from './interaction';
import { ProblemNotice } from './states';
import { Time } from './time';

type Run = Schemas['InsightsRun'];

const RUNS = ['pattern-runs'];
const SOON = 1_000;
const LATER = 30_000;
const isOpen = ({ state }: Run): boolean => state === 'waiting' || state === 'running';

/** What is being worked out just now, or when it last was; and a way to ask for it. */
export const PatternRuns = ({ of }: { of: string | undefined }) => {
  const queries = useQueryClient();
  const mayAsk = useMay('settings:manage');
  const { data } = useQuery({
    queryKey: RUNS,
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/patterns/runs', { params: { query: { limit: 20 } }, signal })),
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? SOON : LATER),
  });
  const ask = useChange(
    () => answerOf(api.POST('/api/v1/patterns/runs', { body: { period: 'day', day: of || daysAgo(0) } })),
    { touches: [RUNS] },
  );
  const open = data?.items.filter(isOpen) ?? [];
  const isWorking = open.length > 0;
  const worked = useRef(false);
  useEffect(() => {
    if (worked.current && !isWorking) {
      void queries.invalidateQueries({ queryKey: ['patterns'] });
      void queries.invalidateQueries({ queryKey: ['insights'] });
    }
    worked.current = isWorking;
  }, [isWorking, queries]);
  return (
    <>
      <output className="soft">
        {isWorking ? (
          <Working runs={open} />
        ) : (
          <Last run={data?.items.find(({ finishedAt }) => finishedAt)} />
        )}
      </output>
      <ProblemNotice error={ask.error} />
      {mayAsk && (
        <Button look="quiet" busy={isWorking || ask.isPending} onClick={() => ask.mutate(undefined)}>
          {say.patterns.findNow}
        </Button>
      )}
    </>
  );
};

const Working = ({ runs }: { runs: readonly Run[] }) => {
  const run = runs.find(({ state }) => state === 'running') ?? runs[0];
  return (
    run &&
    say.patterns.working(
      wordFor(say.patterns.periods, run.period),
      run.period === 'all_time' ? '' : day(run.start),
      wordFor(say.patterns.steps, run.step),
    )
  );
};

const Last = ({ run }: { run: Run | undefined }) =>
  run?.finishedAt &&
  (run.state === 'failed' ? (
    say.patterns.runFailed
  ) : (
    <>
      {say.patterns.workedOut} <Time at={run.finishedAt} />
    </>
  ));
