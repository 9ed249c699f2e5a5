import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOptions } from '../../bench/options';
import { toRow, writeReport } from '../../bench/report';
import { alternate, median } from '../../bench/statistics';

const SEAL = { id: 'seal-over-native', runs: [0.7, 0.5, 0.61, 0.9, 0.6], note: 'as measured' };

describe('a row of the report', () => {
  it('gives the median of its runs, its unit and its goal', () => {
    expect(toRow(SEAL, readOptions([]))).toEqual({
      id: 'seal-over-native',
      store: 'folder',
      value: 0.61,
      unit: 'ratio',
      goal: '≥ 0.6',
      runs: [0.7, 0.5, 0.61, 0.9, 0.6],
      note: 'as measured',
    });
  });

  it('has no goal and says so where its size was overridden', () => {
    const row = toRow(SEAL, readOptions(['--items', '50,150']));
    expect(row.goal).toBe('');
    expect(row.note).toBe('as measured; sizes overridden: 50,150');
  });

  it('says when it ran less often than defined', () => {
    const row = toRow({ ...SEAL, runs: [0.7] }, readOptions(['--runs', '1']));
    expect(row.note).toBe('as measured; 1 run of 5');
  });

  it('reports a goal that is missed as it is', () => {
    expect(toRow({ ...SEAL, runs: [0.1] }, readOptions([]))).toMatchObject({ value: 0.1, goal: '≥ 0.6' });
  });
});

describe('bench.json', () => {
  it('holds the rows and nothing else', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'coffre-bench-test-'));
    try {
      const row = toRow(SEAL, readOptions([]));
      await writeReport(path.join(folder, 'bench-output'), [row]);
      const written = await readFile(path.join(folder, 'bench-output', 'bench.json'), 'utf8');
      expect(JSON.parse(written)).toEqual({ rows: [row] });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the median', () => {
  it('is a value that was measured, whatever the order', () => {
    expect(median([10, 9, 100])).toBe(10);
    expect(median([4, 1, 3, 2])).toBe(2);
  });
});

describe('two things that are compared', () => {
  it('take turns: A B B A A B', async () => {
    const order: string[] = [];
    const measure = (name: string) => async () => {
      order.push(name);
      return order.length;
    };
    const pairs = await alternate(3, measure('A'), measure('B'));
    expect(order.join('')).toBe('ABBAAB');
    expect(pairs).toEqual([
      { a: 1, b: 2 },
      { a: 4, b: 3 },
      { a: 5, b: 6 },
    ]);
  });
});
