import { Button, Field } from '@crow/ui-kit';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api';
import { givenEmail } from '../kept';
import { Fault, faultOf } from '../parts/fault';
import { isComplete, PasswordField } from '../parts/password-field';
import { Split } from '../parts/split';
import { useSend } from '../send';
import { words } from '../words';

/** @param email of an invitation, which only works for that address */
export const SignUpPage = ({ email: invited }: { email: string | undefined }) => {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [email, setEmail] = useState(invited ?? '');
  const [password, setPassword] = useState('');
  const { send, busy, problem } = useSend(
    () => api.POST('/api/v1/auth/sign-up/email', { body: { name, email: email.trim(), password } }),
    () => {
      givenEmail.set(email.trim());
      navigate({ to: '/check-mail' });
    },
  );
  return (
    <Split title={words.signUp.title}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Fault problem={problem} fields={['name', 'email', 'password']} />
        <Field
          label={words.fields.name}
          name="name"
          autoComplete="name"
          required
          maxLength={255}
          value={name}
          onChange={(event) => setName(event.target.value)}
          fault={faultOf(problem, 'name')}
        />
        <Field
          label={words.fields.email}
          hint={invited ? undefined : words.fields.emailHint}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          readOnly={invited !== undefined}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          fault={faultOf(problem, 'email')}
        />
        <PasswordField
          label={words.fields.password}
          name="password"
          autoComplete="new-password"
          required
          rules
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          fault={faultOf(problem, 'password')}
        />
        <Button type="submit" wide busy={busy} disabled={!isComplete(password)}>
          {words.signUp.send}
        </Button>
      </form>
      <p className="small">
        {words.signUp.have} <Link to="/sign-in">{words.signUp.signIn}</Link>
      </p>
    </Split>
  );
};
