import { answerOf } from '@crow/api';
import { Button, Check, Field } from '@crow/ui-kit';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type SignedIn } from '../api';
import { givenEmail, invitation } from '../kept';
import { Fault } from '../parts/fault';
import { PasswordField } from '../parts/password-field';
import { Split } from '../parts/split';
import { passkeysWork, signInByPasskey } from '../passkeys';
import { useSend } from '../send';
import { afterSignIn, sessionQuery } from '../session';
import { words } from '../words';
import { isStep, SecondFactor, type Step } from './second-factor';

/** @param next the page to open afterwards, of this site */
export const SignInPage = ({ next }: { next: string | undefined }) => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>();
  const enter = (session: SignedIn) => {
    queries.setQueryData(sessionQuery.queryKey, session);
    if (invitation.get() && session.onboarding === 'pending') {
      navigate({ to: '/accept-invitation' });
      return;
    }
    // Whoever belongs to an organization was let in when signing up, or cannot be.
    invitation.forget();
    const to = afterSignIn(session, next);
    if (to) {
      navigate({ to });
    }
  };
  return step ? (
    <Split title={words.factor.title}>
      <SecondFactor step={step} enter={enter} leave={() => setStep(undefined)} />
    </Split>
  ) : (
    <Split title={words.signIn.title}>
      <Password enter={enter} ask={setStep} next={next} />
    </Split>
  );
};

const Password = ({
  enter,
  ask,
  next,
}: {
  enter: (session: SignedIn) => void;
  ask: (step: Step) => void;
  next: string | undefined;
}) => {
  const [email, setEmail] = useState(givenEmail.get() ?? '');
  const [password, setPassword] = useState('');
  const [rememberMe, setRememberMe] = useState(false);
  const byPassword = useSend(async () => {
    try {
      enter(
        await answerOf(api.POST('/api/v1/auth/sign-in/email', { body: { email, password, rememberMe } })),
      );
    } catch (error) {
      if (!isStep(error)) {
        throw error;
      }
      ask(error.members);
    }
  });
  const byPasskey = useSend(() => signInByPasskey(undefined, rememberMe), enter);
  return (
    <>
      {next && <p className="small">{words.signIn.ended}</p>}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          byPasskey.forget();
          byPassword.send();
        }}
      >
        <Fault problem={byPassword.problem ?? byPasskey.problem} />
        <Field
          label={words.fields.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label={words.fields.password}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Check checked={rememberMe} onChange={(event) => setRememberMe(event.target.checked)}>
          {words.fields.remember}
        </Check>
        <Button type="submit" wide busy={byPassword.busy}>
          {words.signIn.send}
        </Button>
      </form>
      <p className="or">{words.signIn.or}</p>
      <Passkey busy={byPasskey.busy} send={() => byPasskey.send()} />
      <p className="small">
        <Link to="/request-password-reset">{words.signIn.forgotten}</Link>
        <br />
        {words.signIn.none} <Link to="/sign-up">{words.signIn.signUp}</Link>
      </p>
    </>
  );
};

const Passkey = ({ busy, send }: { busy: boolean; send: () => void }) => {
  if (passkeysWork()) {
    return (
      <Button look="quiet" wide busy={busy} onClick={send}>
        {words.signIn.byPasskey}
      </Button>
    );
  }
  if (location.hostname !== '127.0.0.1') {
    return null;
  }
  const named = `${location.protocol}//localhost:${location.port}${location.pathname}${location.search}`;
  return (
    <p className="small">
      {words.signIn.notHere} <a href={named}>{named}</a>
    </p>
  );
};
