import { Problem } from '@crow/api';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Form, faultOf } from '../src/parts/form';
import { ProblemView } from '../src/parts/states';
import { type Column, DataTable, tableTexts } from '../src/parts/table';

afterEach(cleanup);

const refusal = (members: Record<string, unknown>, retryAfter?: number) =>
  new Problem(
    422,
    {
      type: 'https://crow.example/problems/validation-failed',
      title: 'The content is not valid',
      ...members,
    },
    retryAfter,
  );

test('a refusal says what, why, what to do, and which request it was', () => {
  render(<ProblemView error={refusal({ detail: 'It is full.', requestId: 'r-7' }, 30)} />);
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('The content is not valid');
  expect(alert.textContent).toContain('It is full.');
  expect(alert.textContent).toContain('Try again in 30 seconds.');
  expect(alert.textContent).toContain('Request r-7');
});

test('trying again is offered where it may help', () => {
  const retry = vi.fn();
  render(<ProblemView error={new Error('boom')} retry={retry} />);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
  expect(screen.getByRole('alert').textContent).toContain('boom');
});

test('a complaint stands at its field and nowhere else', () => {
  const error = refusal({ field: '/allowedOrigins/0', detail: 'This is no origin.' });
  expect(faultOf(error, 'allowedOrigins')).toBe('This is no origin.');
  expect(faultOf(error, 'name')).toBeUndefined();
  const { container, rerender } = render(
    <Form onSend={() => {}} error={error} fields={['allowedOrigins']}>
      <input />
    </Form>,
  );
  expect(container.querySelector('[role=alert]')).toBeNull();
  rerender(
    <Form onSend={() => {}} error={error} fields={['name']}>
      <input />
    </Form>,
  );
  expect(container.querySelector('[role=alert]')?.textContent).toContain('This is no origin.');
});

test('a form in which somebody typed says so', () => {
  const { container } = render(
    <Form onSend={() => {}}>
      <input aria-label="Name" />
    </Form>,
  );
  expect(container.querySelector('form[data-touched]')).toBeNull();
  fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'x' } });
  expect(container.querySelector('form[data-touched]')).not.toBeNull();
});

interface Row {
  id: string;
  count: number;
}

const columns: readonly Column<Row>[] = [
  { name: 'Id', cell: ({ id }) => id, text: ({ id }) => id },
  { name: 'Count', numeric: true, cell: ({ count }) => count, text: ({ count }) => String(count) },
  { name: 'Actions', cell: () => <button type="button">Do</button> },
];
const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, count: index }));

test('a table is a table, with a name for each cell', () => {
  render(<DataTable caption="Rows" columns={columns} rows={rows(3)} keyOf={({ id }) => id} />);
  expect(screen.getByRole('table', { name: 'Rows' })).toBeTruthy();
  expect(screen.getAllByRole('row')).toHaveLength(4);
  expect(screen.getByText('r2').getAttribute('data-label')).toBe('Id');
});

test('of a hundred thousand rows only those in sight are in the page', () => {
  // Nothing has a size here by itself.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(64);
  const { container } = render(
    <DataTable caption="Rows" columns={columns} rows={rows(100_000)} keyOf={({ id }) => id} />,
  );
  expect(container.querySelectorAll('tr').length).toBeLessThan(100);
});

test('the file has the columns that have texts', () => {
  expect(tableTexts(columns, rows(1))).toEqual([
    ['Id', 'Count'],
    ['r0', '0'],
  ]);
});

test('more is asked for by a button, and by the end of a long list', () => {
  const more = vi.fn();
  const { rerender } = render(
    <DataTable caption="Rows" columns={columns} rows={rows(3)} keyOf={({ id }) => id} more={more} />,
  );
  expect(more).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(more).toHaveBeenCalledOnce();
  rerender(
    <DataTable caption="Rows" columns={columns} rows={[]} keyOf={({ id }) => id} empty={<p>None</p>} />,
  );
  expect(screen.getByText('None')).toBeTruthy();
});
