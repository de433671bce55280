import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button, createStore, Field, keptIn, money, Stars, Toaster, useStore, useToast } from '../src/index';

afterEach(cleanup);

describe('a button', () => {
  it('does nothing while it is busy, and says so', () => {
    const clicked = vi.fn();
    const { rerender } = render(
      <Button busy onClick={clicked}>
        Save
      </Button>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(clicked).not.toHaveBeenCalled();
    expect(screen.getByRole('button').getAttribute('aria-busy')).toBe('true');
    rerender(<Button onClick={clicked}>Save</Button>);
    fireEvent.click(screen.getByRole('button'));
    expect(clicked).toHaveBeenCalledOnce();
  });

  it('sends no form unless it is asked to', () => {
    render(<Button>Open</Button>);
    expect(screen.getByRole('button').getAttribute('type')).toBe('button');
  });
});

describe('a field', () => {
  it('has its label, and says what is wrong with it', () => {
    render(<Field label="Town" hint="Where you live" fault="Town is missing." />);
    const input = screen.getByLabelText('Town');
    const said = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(said).toEqual(['Where you live', 'Town is missing.']);
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('is described by nothing that is not there', () => {
    render(<Field label="Town" />);
    expect(screen.getByLabelText('Town').hasAttribute('aria-describedby')).toBe(false);
  });
});

describe('a toast', () => {
  it('appears where screen readers hear of it, and closes', () => {
    const Teller = () => {
      const toast = useToast();
      return (
        <button type="button" onClick={() => toast('Saved')}>
          Tell
        </button>
      );
    };
    render(
      <Toaster>
        <Teller />
      </Toaster>,
    );
    fireEvent.click(screen.getByText('Tell'));
    expect(screen.getByText('Saved').closest('[aria-live=polite]')).not.toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Close message' }));
    expect(screen.queryByText('Saved')).toBeNull();
  });
});

describe('what is kept', () => {
  it('is in memory where the browser blocks its storage', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    const kept = keptIn('localStorage');
    kept.set('name', 'value');
    expect(kept.get('name')).toBe('value');
    kept.remove('name');
    expect(kept.get('name')).toBeNull();
  });

  it('is in the storage where that works', () => {
    keptIn('localStorage').set('name', 'value');
    expect(localStorage.getItem('name')).toBe('value');
    expect(keptIn('localStorage').get('name')).toBe('value');
  });
});

it('a store tells who follows it', () => {
  const store = createStore(1);
  const Follower = () => <p>{useStore(store)}</p>;
  render(<Follower />);
  fireEvent.click(screen.getByText('1'));
  store.set(2);
  return screen.findByText('2');
});

it('writes amounts as people do', () => {
  expect(money(129_900, 'EUR')).toBe('€1,299.00');
});

it('says a rating in words', () => {
  render(<Stars stars={4.3} count={7} />);
  expect(screen.getByRole('img', { name: '4.3 out of 5 stars' })).toBeTruthy();
  expect(screen.getByText('4.3 (7)')).toBeTruthy();
});
