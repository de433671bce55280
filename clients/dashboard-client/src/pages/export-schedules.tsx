import { Badge, Button, Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../changes';
import { Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card } from '../parts/page';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { type ExportKind, exports, type NewSchedule, type Schedule } from '../parts-of-suite';
import { plain } from '../plain';
import { say } from '../strings';

const SCHEDULES = [['exports', 'schedules']] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** The days that every month has. */
const DAYS = Array.from({ length: 28 }, (_, day) => day + 1);
const FORMATS = ['pdf', 'csv', 'json'] as const;

const hourOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Such as `Every week, Monday, 07:00`. */
export const whenOf = ({ every, weekday, dayOfMonth, hour, timeZone }: NewSchedule): string => {
  const on =
    every === 'week'
      ? `, ${wordFor(say.exports.weekdays, weekday)}`
      : every === 'month'
        ? `, ${say.exports.dayOfMonth.toLowerCase()} ${dayOfMonth}`
        : '';
  return say.exports.when(`${say.exports.everies[every]}${on}`, hourOf(hour), plain(timeZone, 64));
};

export const Schedules = ({ kinds }: { kinds: readonly ExportKind[] }) => {
  const query = useQuery({
    queryKey: SCHEDULES[0],
    queryFn: ({ signal }) => exports.schedules(signal),
  });
  const change = useChange(({ id, enabled }: Schedule) => exports.changeSchedule(id, !enabled), {
    touches: SCHEDULES,
  });
  const remove = useChange(exports.removeSchedule, { touches: SCHEDULES, done: say.exports.removed });
  const columns: readonly Column<Schedule>[] = [
    {
      name: say.exports.name,
      cell: ({ name, kind, format }) => (
        <>
          <bdi>{plain(name, 120)}</bdi>{' '}
          <span className="soft">
            {wordFor(say.exports.kinds, kind)}, {format.toUpperCase()}
          </span>
        </>
      ),
      text: ({ name }) => name,
    },
    { name: say.exports.every, cell: whenOf, text: whenOf },
    {
      name: say.exports.next,
      cell: ({ enabled, nextAt }) =>
        enabled ? <Time at={nextAt} exact /> : <Badge>{say.exports.paused}</Badge>,
      text: ({ enabled, nextAt }) => (enabled ? nextAt : ''),
    },
    {
      name: say.common.actions,
      cell: (one) => (
        <span className="actions">
          <Button look="quiet" size="small" onClick={() => change.mutate(one)}>
            {one.enabled ? say.exports.pause : say.exports.goOn}
          </Button>
          <Button look="plain" size="small" onClick={() => remove.mutate(one.id)}>
            {say.common.remove}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Card title={say.exports.schedules}>
      <p className="soft">{say.exports.schedulesWhy}</p>
      <ProblemNotice error={change.error ?? remove.error} />
      <Loaded query={query} part={say.exports.service}>
        {({ items }) => (
          <>
            <DataTable
              caption={say.exports.schedules}
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              empty={<p className="nothing">{say.exports.noSchedules}</p>}
            />
            <NewPlan kinds={kinds} />
          </>
        )}
      </Loaded>
    </Card>
  );
};

const NewPlan = ({ kinds }: { kinds: readonly ExportKind[] }) => {
  const [plan, setPlan] = useState<NewSchedule>({
    name: '',
    kind: kinds[0] ?? 'interactions',
    format: 'pdf',
    every: 'week',
    hour: 7,
    weekday: 'MONDAY',
    dayOfMonth: 1,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const set = (changes: Partial<NewSchedule>) => setPlan((before) => ({ ...before, ...changes }));
  const add = useChange(
    async () => {
      await exports.addSchedule({ ...plan, name: plan.name.trim() });
      set({ name: '' });
    },
    { touches: SCHEDULES, done: say.exports.added },
  );
  return (
    <Form onSend={() => add.mutate(undefined)} error={add.error} fields={['name']}>
      <h3>{say.exports.newSchedule}</h3>
      <div className="filters">
        <Field
          label={say.exports.name}
          value={plan.name}
          maxLength={100}
          required
          fault={faultOf(add.error, 'name')}
          onChange={({ target }) => set({ name: target.value })}
        />
        <Select
          label={say.exports.kind}
          value={plan.kind}
          options={kinds.map((value) => ({ value, label: say.exports.kinds[value] }))}
          onChange={({ target }) => set({ kind: target.value as ExportKind })}
        />
        <Select
          label={say.exports.format}
          value={plan.format}
          options={FORMATS.map((value) => ({ value, label: say.exports.formats[value] }))}
          onChange={({ target }) => set({ format: target.value as NewSchedule['format'] })}
        />
      </div>
      <div className="filters">
        <Select
          label={say.exports.every}
          value={plan.every}
          options={Object.entries(say.exports.everies).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => set({ every: target.value as NewSchedule['every'] })}
        />
        {plan.every === 'week' && (
          <Select
            label={say.exports.weekday}
            value={plan.weekday}
            options={Object.entries(say.exports.weekdays).map(([value, label]) => ({ value, label }))}
            onChange={({ target }) => set({ weekday: target.value })}
          />
        )}
        {plan.every === 'month' && (
          <Select
            label={say.exports.dayOfMonth}
            value={String(plan.dayOfMonth)}
            options={DAYS.map((day) => ({ value: String(day), label: String(day) }))}
            onChange={({ target }) => set({ dayOfMonth: Number(target.value) })}
          />
        )}
        <Select
          label={say.exports.hour}
          value={String(plan.hour)}
          options={HOURS.map((hour) => ({ value: String(hour), label: hourOf(hour) }))}
          onChange={({ target }) => set({ hour: Number(target.value) })}
        />
      </div>
      <p className="soft">{say.exports.zone(plan.timeZone)}</p>
      <Button type="submit" busy={add.isPending} disabled={!plan.name.trim()}>
        {say.exports.add}
      </Button>
    </Form>
  );
};
