const PROTECTING = ['require', 'verify-ca', 'verify-full'];

/** Whether what crosses a network to this database could be read on the way. */
export function isUnprotected(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, searchParams } = new URL(url);
  // A socket's folder, where one is named, is of this machine.
  const host = searchParams.get('host') ?? hostname;
  const local = host === '' || host === 'localhost' || host === '[::1]' || /^(?:127\.|\/)/.test(host);
  return (
    !local && !PROTECTING.includes(searchParams.get('sslmode') ?? '') && searchParams.get('ssl') !== 'true'
  );
}
