import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Month } from '../../api/schema';
import { useText } from '../../i18n/language-context';
import { useEmployer } from '../../session/use-employer';
import { Card, Figure } from '../../ui/card';
import styles from './month.module.css';
import { TEXT } from './text';

/** What came in and what became of it; who is without a payslip or an account. Each number leads on. */
export function MonthFigures({ month }: { readonly month: Month }) {
  const text = useText(TEXT);
  const { employerId, role } = useEmployer();
  const at = (page: string) => `/rh/${employerId}/${page}`;
  const [year, monthOfYear] = month.period.split('-');
  const canSend = role === 'hr';
  const missing = canSend
    ? { to: at(`envoyer?mois=${month.period}`), label: text.act.missing }
    : { to: at('agents'), label: text.act.missingReader };
  return (
    <div className={styles.columns}>
      {month.batches > 0 && (
        <Card title={text.documents}>
          <div className={styles.figures}>
            <LeadingFigure value={month.received} label={text.received(month.received)} />
            <LeadingFigure value={month.deposited} label={text.deposited(month.deposited)}>
              <Link to={at(`documents?annee=${year}&mois=${monthOfYear}`)}>{text.act.deposited}</Link>
            </LeadingFigure>
            <LeadingFigure value={month.quarantined} label={text.quarantined} urgent>
              <Link to={at('a-verifier')}>{canSend ? text.act.quarantined : text.act.quarantinedReader}</Link>
            </LeadingFigure>
            <LeadingFigure value={month.rejected} label={text.rejected(month.rejected)} urgent>
              <Link to={at('lots')}>{text.act.rejected}</Link>
            </LeadingFigure>
            {month.toPrint > 0 && <LeadingFigure value={month.toPrint} label={text.toPrint} />}
            {month.duplicate > 0 && (
              <LeadingFigure value={month.duplicate} label={text.duplicate(month.duplicate)} />
            )}
          </div>
        </Card>
      )}
      <Card title={text.people}>
        <div className={styles.figures}>
          <LeadingFigure value={month.agents} label={text.agents(month.agents)} />
          <LeadingFigure value={month.notActivated} label={text.notActivated(month.notActivated)}>
            <Link to={at(canSend ? 'agents/courriers' : 'agents')}>
              {canSend ? text.act.notActivated : text.act.agents}
            </Link>
          </LeadingFigure>
          {month.batches > 0 && (
            <>
              <LeadingFigure
                value={month.missingSinceLastMonth}
                label={text.missing(month.missingSinceLastMonth)}
                urgent
              >
                <Link to={missing.to}>{missing.label}</Link>
              </LeadingFigure>
              <LeadingFigure value={month.newSinceLastMonth} label={text.added(month.newSinceLastMonth)} />
            </>
          )}
        </div>
      </Card>
    </div>
  );
}

interface LeadingFigureProps {
  readonly value: number;
  readonly label: string;
  /** Asks for something where it is not 0. */
  readonly urgent?: boolean;
  /** Where it leads; nowhere while it is 0. */
  readonly children?: ReactNode;
}

function LeadingFigure({ value, label, urgent = false, children }: LeadingFigureProps) {
  return (
    <div className={urgent && value > 0 ? styles.urgent : styles.figure}>
      <Figure value={value} label={label} />
      {value > 0 && children}
    </div>
  );
}
