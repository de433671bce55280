import { Problem } from '@crow/api';
import { Button, Dialog } from '@crow/ui-kit';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { api } from '../api';
import { Cancelled, confirmByPasskey, passkeysWork } from '../passkeys';
import { useSend } from '../send';
import { words } from '../words';
import { Fault } from './fault';
import { PasswordField } from './password-field';

type Proven = <T>(work: () => Promise<T>) => Promise<T>;

const Proofs = createContext<Proven>((work) => work());

/**
 * Does what needs a recent sign-in: if the suite asks who it is, the person is asked, and then it is done after
 * all. Rejects with {@link Cancelled} if they rather leave it.
 */
export const useProof = (): Proven => useContext(Proofs);

/** Gives what is in it {@link useProof}. */
export const Proof = ({ children }: { children: ReactNode }) => {
  const [asking, setAsking] = useState(false);
  const settle = useRef<((proven: boolean) => void) | undefined>(undefined);
  const end = useCallback((proven: boolean) => {
    settle.current?.(proven);
    settle.current = undefined;
    setAsking(false);
  }, []);
  const proven = useCallback<Proven>(async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem && error.slug === 'recent-sign-in-needed')) {
        throw error;
      }
    }
    const confirmed = await new Promise<boolean>((done) => {
      settle.current = done;
      setAsking(true);
    });
    if (!confirmed) {
      throw new Cancelled();
    }
    return work();
  }, []);
  return (
    <Proofs value={proven}>
      {children}
      <Dialog open={asking} onClose={() => end(false)} title={words.proof.title}>
        <Asked done={() => end(true)} />
      </Dialog>
    </Proofs>
  );
};

const Asked = ({ done }: { done: () => void }) => {
  const [password, setPassword] = useState('');
  const byPassword = useSend(() => api.POST('/api/v1/auth/session/confirm', { body: { password } }), done);
  const byPasskey = useSend(confirmByPasskey, done);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        byPassword.send();
      }}
    >
      <p>{words.proof.text}</p>
      <Fault problem={byPassword.problem ?? byPasskey.problem} />
      <PasswordField
        label={words.fields.password}
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" wide busy={byPassword.busy}>
        {words.proof.send}
      </Button>
      {passkeysWork() && (
        <Button look="quiet" wide busy={byPasskey.busy} onClick={() => byPasskey.send()}>
          {words.proof.byPasskey}
        </Button>
      )}
    </form>
  );
};
