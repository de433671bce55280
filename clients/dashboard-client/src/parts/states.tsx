import { isMissing, Problem } from '@crow/api';
import { Button, EmptyState, ErrorState, Skeleton } from '@crow/ui-kit';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { plain } from '../plain';
import { say } from '../strings';

const seen = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem(-1, {
        type: 'unexpected',
        title: say.problems.unexpected,
        detail: error instanceof Error ? error.message : undefined,
      });

/** What to do about a refusal, by its stable name. */
const adviceOn = ({ slug, retryAfter }: Problem): string | undefined => {
  const advice: Record<string, string> = say.problems.advice;
  if (retryAfter !== undefined) {
    return say.problems.later(retryAfter);
  }
  return advice[slug];
};

const Words = ({ problem }: { problem: Problem }) => (
  <>
    {problem.detail && <span>{plain(problem.detail, 400)} </span>}
    {adviceOn(problem)}
    {problem.requestId && <small className="request-id">{say.problems.request(problem.requestId)}</small>}
  </>
);

/** A refusal in the place of what was asked for. */
export const ProblemView = ({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) => {
  const problem = seen(error);
  return (
    <ErrorState
      title={plain(problem.title, 200)}
      action={
        retry && (
          <Button look="quiet" onClick={retry}>
            {say.common.tryAgain}
          </Button>
        )
      }
    >
      <Words problem={problem} />
    </ErrorState>
  );
};

/** A refusal beside a form, or above what could not be renewed. Read out at once. */
export const ProblemNotice = ({ error }: { error: unknown }) => {
  if (!error) {
    return null;
  }
  const problem = seen(error);
  return (
    <div className="kit-notice" role="alert">
      <strong>{plain(problem.title, 200)}</strong>
      <p>
        <Words problem={problem} />
      </p>
    </div>
  );
};

/** Lines in the place of what is on its way. */
export const Waiting = ({ lines = 4 }: { lines?: number }) => (
  <div className="waiting" aria-busy="true">
    <span className="kit-hidden">{say.common.loading}</span>
    {Array.from({ length: lines }, (_, line) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
      <Skeleton key={line} className="waiting-line" />
    ))}
  </div>
);

/**
 * What a query gave, or why not yet. Data that cannot be renewed stays, with a word on that.
 *
 * @param part names a part of the suite that not every installation runs
 */
export const Loaded = <T,>({
  query,
  waiting,
  part,
  children,
}: {
  query: UseQueryResult<T>;
  waiting?: ReactNode;
  part?: string;
  children: (data: T) => ReactNode;
}) => {
  const { data, error, isError, refetch } = query;
  const retry = () => void refetch();
  if (data !== undefined) {
    return (
      <>
        {isError && <ProblemNotice error={error} />}
        {children(data)}
      </>
    );
  }
  if (isError) {
    return part && isMissing(error) ? (
      <NotRunning part={part} retry={retry} />
    ) : (
      <ProblemView error={error} retry={retry} />
    );
  }
  return waiting ?? <Waiting />;
};

/** A part of the suite is not there: nothing is wrong with the page, or with what was asked. */
export const NotRunning = ({ part, retry }: { part: string; retry: () => void }) => (
  <EmptyState
    title={say.common.notRunning(part)}
    action={
      <Button look="quiet" onClick={retry}>
        {say.common.tryAgain}
      </Button>
    }
  >
    {say.common.notRunningWhy}
  </EmptyState>
);

export const BrokenPage = ({ error, reset }: ErrorComponentProps) => (
  <div className="page">
    <ProblemView
      error={error}
      retry={() => {
        reset();
        // A script of another release is gone for good: the page has to be loaded anew.
        location.reload();
      }}
    />
  </div>
);

export const OpeningPage = () => (
  <div className="page">
    <Waiting lines={6} />
  </div>
);
