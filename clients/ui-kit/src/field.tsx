import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';

interface Labelled {
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was given; read out as soon as it appears. */
  fault?: string | undefined;
}

const Around = ({ id, label, hint, fault, children }: Labelled & { id: string; children: ReactNode }) => (
  <div className="kit-field">
    <label className="kit-label" htmlFor={id}>
      {label}
    </label>
    {children}
    {hint && (
      <span className="kit-hint" id={`${id}-hint`}>
        {hint}
      </span>
    )}
    <span className="kit-fault" id={`${id}-fault`} aria-live="polite">
      {fault}
    </span>
  </div>
);

const described = (id: string, { hint, fault }: Partial<Labelled>) => ({
  id,
  'aria-invalid': fault ? true : undefined,
  'aria-describedby': [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined,
});

/** A line of text with its label, and what is wrong with it. */
export const Field = ({ label, hint, fault, ...input }: ComponentPropsWithRef<'input'> & Labelled) => {
  const own = useId();
  const id = input.id ?? own;
  return (
    <Around id={id} label={label} hint={hint} fault={fault}>
      <input className="kit-input" {...input} {...described(id, { hint, fault })} />
    </Around>
  );
};

export interface Option {
  value: string;
  label: string;
}

/** A choice of one out of many: the browser's own, which every phone and screen reader knows. */
export const Select = ({
  label,
  hint,
  fault,
  options,
  ...select
}: ComponentPropsWithRef<'select'> & Labelled & { options: readonly Option[] }) => {
  const own = useId();
  const id = select.id ?? own;
  return (
    <Around id={id} label={label} hint={hint} fault={fault}>
      <select className="kit-input" {...select} {...described(id, { hint, fault })}>
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Around>
  );
};

/** A yes or no. */
export const Check = ({ children, ...input }: ComponentPropsWithRef<'input'>) => (
  <label className="kit-check">
    <input {...input} type="checkbox" />
    <span>{children}</span>
  </label>
);

/** One of a few, all of them visible. Stands in a `fieldset` with a `legend`. */
export const Choice = ({ children, ...input }: ComponentPropsWithRef<'input'>) => (
  <label className="kit-choice">
    <input {...input} type="radio" />
    <span>{children}</span>
  </label>
);
