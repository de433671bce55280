import { answerOf, type Schemas } from '@crow/api';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../api';
import { sessionQuery } from '../session';
import { words } from '../words';
import type { StepProps } from './page';
import { draftOf, onVersion, type SetUp, setUpQuery, skip, useChange } from './state';
import { StepForm } from './step-form';

const text = words.setUp.team;
const MOST = 50;

/** The addresses in a text, however they were divided. */
export const addressesIn = (given: string): string[] => [
  ...new Set(
    given
      .split(/[\s,;]+/)
      .map((address) => address.trim())
      .filter(Boolean),
  ),
];

/** @param noted whether some are noted already: these can be changed, and not be taken back */
const faultIn = (addresses: string[], noted: boolean): string | undefined => {
  if (noted && addresses.length === 0) {
    return text.notNone;
  }
  const wrong = addresses.find((address) => !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(address));
  if (wrong) {
    return text.invalid(wrong);
  }
  return addresses.length > MOST ? text.tooMany : undefined;
};

/** The last step: names whom to invite, or nobody, and finishes. */
export const TeamStep = ({ state, goOn }: StepProps) => {
  const id = useId();
  const queries = useQueryClient();
  const draft = draftOf<Schemas['DraftsTeam']>(state, 'team');
  const [given, setGiven] = useState(draft?.emails.join('\n') ?? '');
  const [checked, setChecked] = useState(false);
  const emails = addressesIn(given);
  const fault = checked ? faultIn(emails, Boolean(draft)) : undefined;
  const { send, busy, problem } = useChange(
    async (from) => {
      const named = await name(from, emails);
      queries.setQueryData(setUpQuery.queryKey, named);
      return answerOf(api.POST('/api/v1/auth/onboarding/complete', { params: onVersion(named) }));
    },
    () => {
      queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      goOn();
    },
  );
  return (
    <StepForm
      title={text.title}
      text={text.text}
      problem={problem}
      busy={busy}
      label={words.setUp.finish}
      send={() => {
        setChecked(true);
        if (!faultIn(emails, Boolean(draft))) {
          send();
        }
      }}
    >
      <div className="kit-field">
        <label className="kit-label" htmlFor={id}>
          {text.emails}
        </label>
        <textarea
          id={id}
          className="kit-input"
          rows={5}
          spellCheck={false}
          value={given}
          onChange={(event) => setGiven(event.target.value)}
          aria-describedby={`${id}-hint ${id}-fault`}
          aria-invalid={fault ? true : undefined}
        />
        <span className="kit-hint" id={`${id}-hint`}>
          {text.hint}
        </span>
        <span className="kit-fault" id={`${id}-fault`} aria-live="polite">
          {fault}
        </span>
      </div>
    </StepForm>
  );
};

const name = (from: SetUp, emails: string[]): Promise<SetUp> => {
  if (emails.length > 0) {
    return answerOf(
      api.PUT('/api/v1/auth/onboarding/steps/team', { params: onVersion(from), body: { emails } }),
    );
  }
  // A step that has an answer already cannot be skipped any more, and need not be.
  return draftOf(from, 'team') === undefined ? skip(from, 'team') : Promise.resolve(from);
};
