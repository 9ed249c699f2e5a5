import { z } from 'zod';
import { type MonthReader, readMonth } from '../../ingestion/months/read-month';
import { defineRoute, json, type Route } from '../http/route';
import { employerParams, period } from './schemas';

const count = z.int().nonnegative();

const month = z
  .object({
    period: z.string(),
    received: count.meta({ description: 'Items of the batches that were sent for this month' }),
    deposited: count,
    toPrint: count,
    quarantined: count,
    rejected: count,
    duplicate: count,
    agents: count.meta({ description: 'Employments that run on at least one day of the month' }),
    notActivated: count.meta({ description: 'Of these, without an account' }),
    batches: count,
    missingSinceLastMonth: count.meta({
      description: 'Employments that still run, with a payslip of the month before and none of this one',
    }),
    newSinceLastMonth: count.meta({ description: 'With a payslip of this month and none of the one before' }),
  })
  .meta({ id: 'Month' });

/** The month at a glance. */
export function monthRoutes(deps: MonthReader): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/months/{period}',
      tag: 'batches',
      summary: 'What came in for a month, what became of it, and who is without a payslip',
      access: { employer: ['hr', 'hr-reader', 'client:read'] },
      params: employerParams.extend({ period }),
      responses: { 200: { description: 'The month', json: month } },
      problems: ['employer-not-found'],
      handle: async ({ actor, params }) => json(200, await readMonth(deps, actor, params)),
    }),
  ];
}
