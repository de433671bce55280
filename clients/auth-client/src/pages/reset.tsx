import { Button, buttonLooks, Field } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api';
import { givenEmail } from '../kept';
import { Fault, faultOf } from '../parts/fault';
import { isComplete, PasswordField } from '../parts/password-field';
import { Split } from '../parts/split';
import { useSend } from '../send';
import { useMailedToken } from '../token';
import { words } from '../words';
import { BrokenLink } from './broken-link';
import { MailsAreFiles } from './check-mail';

export const RequestResetPage = () => {
  const [email, setEmail] = useState(givenEmail.get() ?? '');
  const { send, busy, done, problem } = useSend(() =>
    api.POST('/api/v1/auth/request-password-reset', { body: { email: email.trim() } }),
  );
  if (done) {
    return (
      <Split title={words.reset.asked}>
        <p>{words.reset.askedText(email)}</p>
        <MailsAreFiles />
        <p>
          <Link to="/sign-in">{words.reset.back}</Link>
        </p>
      </Split>
    );
  }
  return (
    <Split title={words.reset.askTitle}>
      <p>{words.reset.askText}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Fault problem={problem} fields={['email']} />
        <Field
          label={words.fields.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          fault={faultOf(problem, 'email')}
        />
        <Button type="submit" wide busy={busy}>
          {words.reset.ask}
        </Button>
      </form>
      <p className="small">
        <Link to="/sign-in">{words.reset.back}</Link>
      </p>
    </Split>
  );
};

export const ResetPage = () => {
  const token = useMailedToken();
  const [password, setPassword] = useState('');
  const { send, busy, done, problem } = useSend(() =>
    api.POST('/api/v1/auth/reset-password', { body: { token: token ?? '', password } }),
  );
  if (!token) {
    return <BrokenLink />;
  }
  if (done) {
    return (
      <Split title={words.reset.done}>
        <p>{words.reset.doneText}</p>
        <Link to="/sign-in" {...buttonLooks({ wide: true })}>
          {words.verify.signIn}
        </Link>
      </Split>
    );
  }
  return (
    <Split title={words.reset.title}>
      <p>{words.reset.text}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Fault problem={problem} fields={['password']} />
        <PasswordField
          label={words.fields.newPassword}
          name="password"
          autoComplete="new-password"
          required
          rules
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          fault={faultOf(problem, 'password')}
        />
        <Button type="submit" wide busy={busy} disabled={!isComplete(password)}>
          {words.reset.send}
        </Button>
      </form>
      {problem?.slug === 'token-used' && (
        <p className="small">
          <Link to="/request-password-reset">{words.reset.another}</Link>
        </p>
      )}
    </Split>
  );
};
