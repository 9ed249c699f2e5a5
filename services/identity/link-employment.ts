import { claimantOf, claimCode, grantClaimed, type PresentedCode } from './claim-code';
import { ANONYMOUS, type IdentityDeps } from './deps';
import { IdentityError } from './errors';
import type { AccountPrincipal } from './principal';

/**
 * The signed-in owner adds what another code is for: an employment's vault (no
 * object moves, an ownership row is added), or a role. Nothing else ever links
 * two employments: no import, no address, no likeness of names.
 *
 * @throws {@link IdentityError} `activation-refused`, `code-locked`
 */
export async function linkEmployment(
  deps: IdentityDeps,
  principal: AccountPrincipal,
  presented: PresentedCode,
): Promise<void> {
  const { accountId } = principal;
  // Until the code holds, what they are elsewhere says nothing of what they ask for here.
  const actor = { ...ANONYMOUS, id: accountId };
  const refusal = await deps.uow.run(actor, async (tx) => {
    const claimed = await claimCode(tx, deps, actor, presented);
    if (typeof claimed === 'string') return claimed;
    await grantClaimed(tx, deps, claimantOf(claimed, accountId), claimed, accountId);
    return null;
  });
  if (refusal !== null) throw new IdentityError(refusal);
}
