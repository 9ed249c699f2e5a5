import { ConfigError } from '../../../infra/config/config-error';
import { describeFailure } from '../../../infra/process/describe-failure';

test('a failure says what caused it, masked', () => {
  const cause = new Error('bucket journal has no Object Lock', {
    cause: new Error('no way to postgres://coffre_api:secret@db:5432/coffre'),
  });
  const lines = describeFailure(new Error('misconfigured', { cause })).split('\n');
  expect(lines[0]).toBe('Error: misconfigured');
  expect(lines.at(-2)).toBe('caused by Error: bucket journal has no Object Lock');
  expect(lines.at(-1)).toMatch(/^caused by Error: no way to postgres:\/\/\[redacted\]db/);
});

test('a wrong configuration is one line', () => {
  expect(describeFailure(new ConfigError(['KEK_FILE'], []))).toBe('configuration: missing KEK_FILE');
});
