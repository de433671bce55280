import type { Problem } from '@crow/api';
import type { ReactNode } from 'react';
import { words } from '../words';

/** What the suite refused, unless a field says it already. Read out at once. */
export const Fault = ({
  problem,
  fields = [],
  children,
}: {
  problem: Problem | undefined;
  /** Members of the request whose field shows the refusal itself. */
  fields?: readonly string[];
  children?: ReactNode;
}) => {
  if (!problem || (problem.field && fields.includes(problem.field))) {
    return null;
  }
  return (
    <div className="kit-notice" role="alert">
      <strong>{problem.title}</strong>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.retryAfter !== undefined && <p>{words.tryAgainIn(problem.retryAfter)}</p>}
      {problem.status >= 500 && problem.requestId && (
        <p className="small">{words.requestId(problem.requestId)}</p>
      )}
      {children}
    </div>
  );
};

/** What is wrong with one member of the request. */
export const faultOf = (problem: Problem | undefined, field: string): string | undefined =>
  problem?.field === field ? (problem.detail ?? problem.title) : undefined;
