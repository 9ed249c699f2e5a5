export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Mails carry no title, name or amount: they say that something waits, and where. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
