import { answerOf, Problem } from '@crow/api';
import { Button, Field } from '@crow/ui-kit';
import { useState } from 'react';
import { api, type SignedIn } from '../api';
import { Fault } from '../parts/fault';
import { passkeysWork, signInByPasskey } from '../passkeys';
import { useSend } from '../send';
import { words } from '../words';

/** The password was right; this is what is left to show. */
export interface Step {
  challenge: string;
  /** Of `passkey`, `code`, `recovery-code`. */
  methods: readonly string[];
}

/** Whether a sign-in was refused because its second factor is missing. */
export const isStep = (error: unknown): error is Problem & { members: Step } =>
  error instanceof Problem &&
  error.slug === 'second-factor-needed' &&
  typeof error.members.challenge === 'string' &&
  Array.isArray(error.members.methods);

export const SecondFactor = ({
  step: { challenge, methods },
  enter,
  leave,
}: {
  step: Step;
  enter: (session: SignedIn) => void;
  leave: () => void;
}) => {
  const [recovery, setRecovery] = useState(!methods.includes('code'));
  const [code, setCode] = useState('');
  const byCode = useSend(
    () => answerOf(api.POST('/api/v1/auth/sign-in/email', { body: { challenge, code: code.trim() } })),
    enter,
  );
  const byPasskey = useSend(() => signInByPasskey(challenge), enter);
  const canRecover = methods.includes('recovery-code');
  const canCode = methods.includes('code');
  return (
    <>
      <Fault problem={byCode.problem ?? byPasskey.problem} />
      {methods.includes('passkey') && passkeysWork() && (
        <Button wide busy={byPasskey.busy} onClick={() => byPasskey.send()}>
          {words.factor.passkey}
        </Button>
      )}
      {(canCode || canRecover) && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            byCode.send();
          }}
        >
          <p>{recovery ? words.factor.recovery : words.factor.code}</p>
          <Field
            label={words.fields.code}
            name="code"
            autoComplete="one-time-code"
            inputMode={recovery ? 'text' : 'numeric'}
            spellCheck={false}
            required
            maxLength={100}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button
            type="submit"
            look={methods.includes('passkey') ? 'quiet' : 'primary'}
            wide
            busy={byCode.busy}
          >
            {words.factor.send}
          </Button>
        </form>
      )}
      <div className="row">
        {canCode && canRecover && (
          <button type="button" className="link" onClick={() => setRecovery(!recovery)}>
            {recovery ? words.factor.useCode : words.factor.useRecovery}
          </button>
        )}
        <button type="button" className="link" onClick={leave}>
          {words.factor.back}
        </button>
      </div>
    </>
  );
};
