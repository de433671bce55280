import { Button, useToast } from '@crow/ui-kit';
import { useState } from 'react';
import { api } from '../api';
import { Fault, faultOf } from '../parts/fault';
import { isComplete, PasswordField } from '../parts/password-field';
import { useProof } from '../parts/proof';
import { useSend } from '../send';
import { words } from '../words';

const text = words.account;

/** The present password may be left out by whoever has none: then the session is confirmed another way. */
export const PasswordSection = () => {
  const proven = useProof();
  const toast = useToast();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const { send, busy, problem } = useSend(
    () =>
      proven(() =>
        api.POST('/api/v1/auth/change-password', {
          body: { newPassword, ...(currentPassword && { currentPassword }) },
        }),
      ),
    () => {
      setCurrent('');
      setNew('');
      toast(text.passwordChanged);
    },
  );
  return (
    <section className="card" aria-labelledby="password">
      <h2 id="password">{text.password}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Fault problem={problem} fields={['password']} />
        <PasswordField
          label={words.fields.currentPassword}
          autoComplete="current-password"
          value={currentPassword}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordField
          label={words.fields.newPassword}
          autoComplete="new-password"
          required
          rules
          value={newPassword}
          onChange={(event) => setNew(event.target.value)}
          fault={faultOf(problem, 'password')}
        />
        <div>
          <Button type="submit" look="quiet" busy={busy} disabled={!isComplete(newPassword)}>
            {text.changePassword}
          </Button>
        </div>
      </form>
    </section>
  );
};
