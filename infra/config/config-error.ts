/** Names of variables and what each should be, never what it is: values are secrets more often than not. */
export class ConfigError extends Error {
  readonly code = 'configuration';

  constructor(
    readonly missing: readonly string[],
    readonly invalid: readonly { readonly name: string; readonly wanted: string }[],
  ) {
    super(describe(missing, invalid));
    this.name = 'ConfigError';
  }
}

function describe(missing: ConfigError['missing'], invalid: ConfigError['invalid']): string {
  const parts = [
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...invalid.map(({ name, wanted }) => `${name} must be ${wanted}`),
  ];
  return `configuration: ${parts.join('; ')}`;
}
