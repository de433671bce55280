import { Field, Icon } from '@crow/ui-kit';
import { type ComponentPropsWithRef, useState } from 'react';
import { words } from '../words';

const RULES: readonly [string, (password: string) => boolean][] = [
  [words.rules.length, (password) => [...password].length >= 8],
  [words.rules.cases, (password) => /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password)],
  [words.rules.digit, (password) => /\p{Nd}/u.test(password)],
  [words.rules.sign, (password) => /[^\p{L}\p{Nd}]/u.test(password)],
];

/** Whether a password has all the sorts of characters it needs; the suite also refuses what is easily guessed. */
export const isComplete = (password: string): boolean => RULES.every(([, met]) => met(password));

const Rules = ({ password }: { password: string }) => (
  <ul className="rules" aria-label={words.rules.title}>
    {RULES.map(([rule, met]) => {
      const done = met(password);
      return (
        <li key={rule} data-met={done || undefined}>
          <Icon name={done ? 'check' : 'close'} size={14} />
          {rule}
          <span className="kit-hidden"> ({done ? words.rules.met : words.rules.open})</span>
        </li>
      );
    })}
  </ul>
);

/** A password that can be shown; a new one with what it needs. */
export const PasswordField = ({
  value,
  rules,
  ...more
}: Omit<ComponentPropsWithRef<typeof Field>, 'value' | 'type'> & { value: string; rules?: boolean }) => {
  const [shown, setShown] = useState(false);
  return (
    <div className="password">
      <Field
        {...more}
        value={value}
        type={shown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="off"
      />
      <button
        type="button"
        className="password-show link"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? words.fields.hide : words.fields.show}
      </button>
      {rules && <Rules password={value} />}
    </div>
  );
};
