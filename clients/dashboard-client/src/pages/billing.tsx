import { Badge, Button, Check, Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../changes';
import { lastDays, sum } from '../figures';
import { day, daysAgo, money, number, shortDay } from '../format';
import { Chart } from '../parts/chart';
import { Confirm, Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card, PageFrame } from '../parts/page';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import {
  type Budget,
  billing,
  type Invoice,
  type Level,
  type Plan,
  type Statement,
  type Subscription,
  type Used,
} from '../parts-of-suite';
import { plain } from '../plain';
import { useSession } from '../session';
import { say } from '../strings';

const DAYS = 30;
const TONES: Record<Level, 'good' | 'warm' | 'bad'> = { green: 'good', yellow: 'warm', red: 'bad' };
const BILLING = [['billing']] as const;

export const Page = () => {
  const { organizationId } = useSession();
  // Whether there is a billing service at all: told once, not by every part of the page.
  const month = useQuery({
    queryKey: ['billing', 'month'],
    queryFn: ({ signal }) => billing.month(organizationId, signal),
  });
  return (
    <PageFrame title={say.billing.title} lead={say.billing.lead}>
      <Loaded query={month} part={say.billing.title}>
        {({ modules, patterns, billingPeriodEnd }) => (
          <>
            <div className="columns">
              <Card title={say.billing.month}>
                <p className="soft">{say.billing.monthEnds(day(billingPeriodEnd))}</p>
                <ul className="plain-list">
                  {[...modules, patterns].map((share) => (
                    <UsedOf key={share.module} name={share.module} {...share} used={share.current} />
                  ))}
                </ul>
              </Card>
              <Costs organization={organizationId} />
            </div>
            <div className="columns">
              <PlanCard organization={organizationId} />
              <Budgets />
            </div>
            <Invoices organization={organizationId} />
            <DayByDay />
          </>
        )}
      </Loaded>
    </PageFrame>
  );
};

/** How much of an allowance or a budget is used up; of none, how much was used. */
const UsedOf = ({
  name,
  used,
  limit,
  percentage,
  level,
}: {
  name: string;
  used: number;
  limit: number;
  percentage: number;
  level: Level;
}) => (
  <li className="stack">
    <span className="badges">
      <strong>{wordFor(say.billing.measures, name)}</strong>
      {limit > 0 ? (
        <Badge tone={TONES[level]}>{say.billing.usedOf(number(used), number(limit))}</Badge>
      ) : (
        <Badge>{number(used)}</Badge>
      )}
    </span>
    {limit > 0 && <progress max={100} value={Math.min(100, percentage)} aria-label={plain(name, 80)} />}
  </li>
);

const lineColumns = (currency: string): readonly Column<Statement['lines'][number]>[] => [
  { name: say.billing.text, cell: ({ text }) => <bdi>{plain(text, 200)}</bdi>, text: ({ text }) => text },
  {
    name: say.billing.quantity,
    numeric: true,
    cell: ({ quantity, unit }) => `${number(quantity)} ${plain(unit, 40)}`,
    text: ({ quantity }) => String(quantity),
  },
  {
    name: say.billing.amount,
    numeric: true,
    cell: ({ amountMinor }) => money(amountMinor, currency),
    text: ({ amountMinor }) => money(amountMinor, currency),
  },
];

const Costs = ({ organization }: { organization: string }) => {
  const query = useQuery({
    queryKey: ['billing', 'costs'],
    queryFn: ({ signal }) => billing.costs(organization, signal),
  });
  return (
    <Card title={say.billing.costs}>
      <Loaded query={query}>
        {({ currency, lines, netMinor, taxName, taxMinor, totalMinor }) => (
          <>
            <DataTable
              caption={say.billing.costs}
              columns={lineColumns(currency)}
              rows={lines}
              keyOf={({ text, unit }) => `${text} ${unit}`}
            />
            <dl className="facts">
              <div>
                <dt>{say.billing.net}</dt>
                <dd>{money(netMinor, currency)}</dd>
              </div>
              <div>
                <dt>{plain(taxName, 40)}</dt>
                <dd>{money(taxMinor, currency)}</dd>
              </div>
              <div>
                <dt>{say.billing.total}</dt>
                <dd>
                  <strong>{money(totalMinor, currency)}</strong>
                </dd>
              </div>
            </dl>
          </>
        )}
      </Loaded>
    </Card>
  );
};

const PlanCard = ({ organization }: { organization: string }) => {
  const plans = useQuery({ queryKey: ['billing', 'plans'], queryFn: ({ signal }) => billing.plans(signal) });
  const subscription = useQuery({
    queryKey: ['billing', 'subscription'],
    queryFn: ({ signal }) => billing.subscription(organization, signal),
  });
  return (
    <Card title={say.billing.plan}>
      <Loaded query={subscription}>
        {(booked) => (
          <Loaded query={plans}>
            {({ currency, modules }) => (
              <Book
                key={JSON.stringify(booked)}
                organization={organization}
                booked={booked}
                plans={modules}
                currency={currency}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Card>
  );
};

const Book = ({
  organization,
  booked,
  plans,
  currency,
}: {
  organization: string;
  booked: Subscription;
  plans: readonly Plan[];
  currency: string;
}) => {
  const [modules, setModules] = useState(booked.modules);
  const [payAsYouGo, setPayAsYouGo] = useState(booked.payAsYouGo);
  const [billingPeriod, setBillingPeriod] = useState(booked.billingPeriod ?? 'monthly');
  const [asks, setAsks] = useState(false);
  const book = useChange(() => billing.book(organization, { modules, payAsYouGo, billingPeriod }), {
    touches: BILLING,
    done: say.billing.booked,
  });
  const cancel = useChange(
    async () => {
      await billing.cancel(organization);
      setAsks(false);
    },
    { touches: BILLING, done: say.common.saved },
  );
  const resume = useChange(() => billing.resume(organization), {
    touches: BILLING,
    done: say.billing.resumed,
  });
  const price = ({ monthly, annual }: Plan) =>
    money((billingPeriod === 'annual' ? annual : monthly) * 100, currency);
  return (
    <Form onSend={() => book.mutate(undefined)} error={book.error ?? resume.error} fields={['modules']}>
      <p>
        <Badge tone={booked.status === 'active' ? 'good' : 'warm'}>{say.billing.states[booked.status]}</Badge>{' '}
        {booked.endsOn && <span className="soft">{say.billing.endsOn(day(booked.endsOn))}</span>}
      </p>
      <fieldset>
        <legend className="kit-hidden">{say.billing.plan}</legend>
        {plans.map((plan) => (
          <div key={plan.module}>
            <Check
              checked={modules.includes(plan.module)}
              onChange={({ target }) =>
                setModules(
                  target.checked ? [...modules, plan.module] : modules.filter((one) => one !== plan.module),
                )
              }
            >
              {plain(plan.name, 80)}{' '}
              <span className="soft">{say.billing.price(price(plan), number(plan.interactions))}</span>
            </Check>
          </div>
        ))}
        <span className="kit-fault">{faultOf(book.error, 'modules')}</span>
      </fieldset>
      <Select
        label={say.billing.period}
        value={billingPeriod}
        options={Object.entries(say.billing.periods).map(([value, label]) => ({ value, label }))}
        onChange={({ target }) => setBillingPeriod(target.value === 'annual' ? 'annual' : 'monthly')}
      />
      <Check checked={payAsYouGo} onChange={({ target }) => setPayAsYouGo(target.checked)}>
        {say.billing.payAsYouGo}
      </Check>
      <div className="actions">
        <Button type="submit" busy={book.isPending} disabled={modules.length === 0}>
          {say.billing.book}
        </Button>
        {booked.status === 'active' && (
          <Button look="plain" onClick={() => setAsks(true)}>
            {say.billing.cancelPlan}
          </Button>
        )}
        {booked.status === 'cancelled' && (
          <Button look="quiet" busy={resume.isPending} onClick={() => resume.mutate(undefined)}>
            {say.billing.resume}
          </Button>
        )}
      </div>
      <Confirm
        open={asks}
        title={say.billing.cancelAsk}
        action={say.billing.cancelPlan}
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate(undefined)}
        onClose={() => setAsks(false)}
      >
        {say.billing.cancelWhy}
      </Confirm>
    </Form>
  );
};

const Budgets = () => {
  const query = useQuery({
    queryKey: ['billing', 'budgets'],
    queryFn: ({ signal }) => billing.budgets(signal),
  });
  const remove = useChange((id: string) => billing.removeBudget(id), {
    touches: BILLING,
    done: say.common.saved,
  });
  return (
    <Card title={say.billing.budgets}>
      <p className="soft">{say.billing.budgetsWhy}</p>
      <ProblemNotice error={remove.error} />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="nothing">{say.billing.noBudgets}</p>
          ) : (
            <ul className="plain-list">
              {items.map((budget: Budget) => (
                <li key={budget.id}>
                  <bdi>{plain(budget.name, 100)}</bdi>
                  <ul>
                    <UsedOf {...budget} name={budget.measure} />
                  </ul>
                  <Button look="plain" size="small" onClick={() => remove.mutate(budget.id)}>
                    {say.common.remove}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <AddBudget />
    </Card>
  );
};

const AddBudget = () => {
  const [name, setName] = useState('');
  const [measure, setMeasure] = useState('interactions');
  const [limit, setLimit] = useState('');
  const add = useChange(
    async () => {
      await billing.addBudget({ name: name.trim(), measure, limit: Number(limit) });
      setName('');
      setLimit('');
    },
    { touches: BILLING, done: say.common.saved },
  );
  return (
    <Form onSend={() => add.mutate(undefined)} error={add.error} fields={['name', 'limit']}>
      <Field
        label={say.billing.budgetName}
        value={name}
        maxLength={100}
        fault={faultOf(add.error, 'name')}
        onChange={({ target }) => setName(target.value)}
      />
      <Select
        label={say.billing.measure}
        value={measure}
        options={Object.entries(say.billing.budgetLimits).map(([value, label]) => ({ value, label }))}
        onChange={({ target }) => setMeasure(target.value)}
      />
      <Field
        label={say.billing.budgetLimit}
        type="number"
        min={1}
        value={limit}
        fault={faultOf(add.error, 'limit')}
        onChange={({ target }) => setLimit(target.value)}
      />
      <Button type="submit" look="quiet" busy={add.isPending} disabled={!name.trim() || !(Number(limit) > 0)}>
        {say.billing.addBudget}
      </Button>
    </Form>
  );
};

const Invoices = ({ organization }: { organization: string }) => {
  const query = useQuery({
    queryKey: ['billing', 'invoices'],
    queryFn: ({ signal }) => billing.invoices(organization, signal),
  });
  const columns: readonly Column<Invoice>[] = [
    { name: say.billing.invoice, cell: ({ number: no }) => plain(no, 60), text: ({ number: no }) => no },
    {
      name: say.billing.invoiceFor,
      cell: ({ periodStart, periodEnd }) => say.common.range(day(periodStart), day(periodEnd)),
      text: ({ periodStart }) => periodStart,
    },
    { name: say.billing.issued, cell: ({ issuedAt }) => day(issuedAt), text: ({ issuedAt }) => issuedAt },
    {
      name: say.billing.total,
      numeric: true,
      cell: ({ totalMinor, currency }) => money(totalMinor, currency),
      text: ({ totalMinor, currency }) => money(totalMinor, currency),
    },
    {
      name: say.billing.pdf,
      cell: ({ number: no }) => (
        <a href={billing.pdf(organization, no)} download aria-label={`${say.billing.pdf} ${plain(no, 60)}`}>
          {say.billing.pdf}
        </a>
      ),
    },
  ];
  return (
    <Card title={say.billing.invoices}>
      <Loaded query={query}>
        {({ items }) => (
          <DataTable
            caption={say.billing.invoices}
            columns={columns}
            rows={items}
            keyOf={({ number: no }) => no}
            file="invoices"
            empty={<p className="nothing">{say.billing.noInvoices}</p>}
          />
        )}
      </Loaded>
    </Card>
  );
};

const columns: readonly Column<Used>[] = [
  { name: say.billing.day, cell: (used) => shortDay(used.day), text: (used) => used.day },
  {
    name: say.billing.measure,
    cell: ({ measure }) => wordFor(say.billing.measures, measure),
    text: ({ measure }) => measure,
  },
  { name: say.interactions.source, cell: ({ source }) => plain(source, 60), text: ({ source }) => source },
  {
    name: say.billing.event,
    cell: ({ eventType }) => plain(eventType, 80),
    text: ({ eventType }) => eventType,
  },
  {
    name: say.billing.quantity,
    numeric: true,
    cell: ({ quantity }) => number(quantity),
    text: ({ quantity }) => String(quantity),
  },
];

/** What was used on each day, exactly. */
const DayByDay = () => {
  const days = { from: lastDays(DAYS).from, to: daysAgo(0) };
  const query = useQuery({
    queryKey: ['billing', 'used', days],
    queryFn: ({ signal }) => billing.used(days, signal),
  });
  return (
    <Card title={say.billing.details}>
      <Loaded query={query} part={say.billing.details}>
        {({ days: used }) => {
          const dates = [...new Set(used.map((row) => row.day))].sort();
          const interactions = used.filter(({ measure }) => measure === 'interactions');
          return (
            <>
              {dates.length > 1 && (
                <Chart
                  kind="bar"
                  label={wordFor(say.billing.measures, 'interactions')}
                  at={dates.map(shortDay)}
                  series={[
                    {
                      name: wordFor(say.billing.measures, 'interactions'),
                      values: dates.map((date) =>
                        sum(interactions.filter((row) => row.day === date).map(({ quantity }) => quantity)),
                      ),
                    },
                  ]}
                />
              )}
              <DataTable
                caption={say.billing.details}
                columns={columns}
                rows={used}
                keyOf={(row) => `${row.day}|${row.measure}|${row.source}|${row.eventType}`}
                file="usage"
                empty={<p className="nothing">{say.billing.none}</p>}
              />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
};
