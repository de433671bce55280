import type { Problem } from '@crow/api';
import { Button } from '@crow/ui-kit';
import type { ReactNode } from 'react';
import { Fault } from '../parts/fault';
import { words } from '../words';

/** What all steps look like: a question, its fields, and going on. */
export const StepForm = ({
  title,
  text,
  problem,
  fields = [],
  busy,
  send,
  label = words.setUp.save,
  skip,
  disabled,
  children,
}: {
  title: string;
  text: string;
  problem: Problem | undefined;
  fields?: readonly string[];
  busy: boolean;
  send: () => void;
  label?: string;
  /** Leaves the step out, if that is possible. */
  skip?: (() => void) | undefined;
  disabled?: boolean;
  children: ReactNode;
}) => (
  <form
    className="form"
    onSubmit={(event) => {
      event.preventDefault();
      send();
    }}
  >
    <h1>{title}</h1>
    <p>{text}</p>
    <Fault problem={problem} fields={fields}>
      {problem?.slug === 'precondition-failed' && <p>{words.setUp.changedElsewhere}</p>}
    </Fault>
    {children}
    <div className="row">
      <Button type="submit" busy={busy} disabled={disabled ?? false}>
        {label}
      </Button>
      {skip && (
        <Button look="plain" onClick={skip}>
          {words.setUp.skip}
        </Button>
      )}
    </div>
  </form>
);
