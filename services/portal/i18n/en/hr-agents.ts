import type { SameAs } from '../catalogue';
import type { hrAgents as fr } from '../fr/hr-agents';
import { count } from './count';

export const hrAgents: SameAs<typeof fr> = {
  title: 'Agents',
  lead: 'This list tells us who each document belongs to.',
  import: 'Import the list',
  letters: 'Activation letters',
  readOnlyTitle: 'Your account can view, but not make changes',
  readOnly: 'Ask a colleague who can do this, or ask the operator to change your role.',
  toAgents: 'View agents',
  back: 'Agents',

  search: {
    label: 'Find an agent',
    hint: 'Full family name or usage name, or start of the payroll number.',
    submit: 'Search',
    clear: 'Clear search',
    filter: 'Safe',
    filterHint: 'Activated by the agent, or not yet',
    filters: { all: 'All', waiting: 'Not yet activated', done: 'Activated' },
  },

  list: {
    caption: 'Agents, by payroll number',
    person: 'Agent',
    payrollNumber: 'Payroll number',
    dates: 'Employment',
    vault: 'Safe',
    delivery: 'Delivery choice',
    actions: 'Actions',
    since: (date) => `Since\u00a0${date}`,
    from: (date) => `From\u00a0${date}`,
    between: (start, end) => `${start} to\u00a0${end}`,
    activated: 'Activated',
    notActivated: 'Not yet activated',
    channels: { unset: 'None made', electronic: 'Electronic', paper: 'Paper' },
    newCode: 'New code',
    newCodeFor: (name) => `New code for ${name}`,
    shown: (n) => count(n, 'agent shown', 'agents shown'),
    more: 'Show more agents',
    emptyTitle: 'No agents yet',
    empty:
      'Your payroll or HR software can export the list of agents as a CSV file. Import it here: you will see what would change before anything is saved.',
    emptyReader: 'Agents will appear here once a colleague or your software has imported the list.',
    noMatchTitle: 'No matching agent',
    noMatch:
      'Type the whole family name or usage name, without the given name, or the first characters of the payroll number.',
    noMatchFiltered: 'The “Safe” filter may be hiding some agents: try setting it to “All”.',
    everyoneTitle: 'Every agent has activated their safe',
    everyone: 'There are no letters to prepare.',
    nobodyTitle: 'Nobody has activated their safe yet',
    nobody:
      'Agents activate their safe with a code they receive by letter. Prepare the letters, print them and hand them out.',
    nobodyReader:
      'Agents activate their safe with a code they receive by letter. A colleague who has the right to do so can prepare these letters.',
    showAll: 'Show all agents',
  },

  code: {
    title: 'New activation code',
    forWhom: 'For:',
    payrollNumber: (number) => `payroll number ${number}`,
    warningTitle: 'Any earlier code will stop working',
    warning:
      'The new code is shown only once: print it or write it down straight away. The agent will see in their history that a code was created.',
    create: 'Create the code',
    shownTitle: 'Here is the code',
    shownOnce: 'You will not see it again once you close this window. Hand it over in person or post it.',
    code: 'Activation code',
    print: 'Print the letter',
    done: 'I have noted the code, close',
    activated: 'This agent has just activated their safe and no longer needs a code.',
  },

  importing: {
    title: 'Import the list of agents',
    lead: (employer) => `For ${employer}. Nothing is saved until you have checked the list and confirmed.`,
    file: 'The list of agents',
    fileHint: 'A CSV file saved as UTF-8, with the column names in the first line.',
    reading: 'Reading the file; nothing is saved yet',
    model: 'Download the template',
    modelFile: 'agents-template.csv',
    modelText:
      'The template contains only the first line. Fill it in with your spreadsheet program, one line per agent, with dates such as 27/10/1985, and save it as “CSV\u00a0UTF-8”.',
    modelTitle: 'Start from the template',
    columnsTitle: 'Columns of the file',
    columnsCaption: 'Columns of the agents file',
    column: 'Column',
    example: 'Example',
    need: 'Required',
    mustBeFilled: 'Yes',
    mayBeEmpty: 'May be left empty',
    mayBeMissing: 'Optional column',
    columns: {
      employerSiret: 'SIRET of the employer',
      payrollNumber: 'payroll number',
      familyName: 'family name (at birth)',
      usageName: 'usage name',
      givenName: 'given name',
      birthDate: 'date of birth',
      personalEmail: 'e-mail address for the invitation',
      startDate: 'contract start date',
      endDate: 'contract end date',
      source: 'payroll software, if you use more than one',
      channel: 'delivery choice',
      noticeDate: 'date the agent was informed',
    },
    named: (meaning, code) => `${meaning} (${code})`,
    cannotBeRead: 'This file cannot be read',
    tooLong: 'This file is too large',
    nobodyInIt: 'There are no agents in this file',
    flaws: {
      empty: 'It is empty.',
      spreadsheet:
        'It is a workbook (Excel or LibreOffice), not a CSV file. Open it, choose “Save as”, then pick the “CSV\u00a0UTF-8” format.',
      pdf: 'It is a PDF. We need the list of agents as a CSV file, exported from your payroll software or spreadsheet program.',
      zip: 'It is a ZIP archive. Extract the list of agents from it, then choose the CSV file.',
      notText: 'It is not a text file. We need the list of agents as a CSV file, saved as UTF-8.',
      encoding:
        'Its accented letters are unreadable, because it was not saved as UTF-8. Open it in your spreadsheet program and save it as “CSV\u00a0UTF-8”.',
      unreadable: 'Check that it still exists and is not open in another program, then choose it again.',
      tooLarge: (most) => `It is over ${most}. Split it into several files, each with the first line.`,
      columnMissing: (columns) =>
        `The first line must name every column. Missing: ${columns}. Add them, even if you leave them empty, or start from the template.`,
      columnTwice: (columns) => `A column name appears twice: ${columns}. Keep only one.`,
      malformed: (line) =>
        `It becomes unreadable at line ${line}, most often because a quotation mark is never closed. Correct that line or the one before it.`,
      malformedSomewhere: 'It is not a valid CSV file: a quotation mark is never closed. Correct it.',
      overLimit: 'Split it into several files, each with the first line.',
      noRows: 'It has only its first line. Add one line per agent, then choose it again.',
    },
    review: 'What this file would change',
    created: () => 'new',
    updated: () => 'changed',
    unchanged: 'unchanged',
    refused: (n) => (n === 1 ? 'rejected line' : 'rejected lines'),
    ignored: (n) =>
      n === 1
        ? '1 line has the SIRET of another employer and will be skipped.'
        : `${count(n, '', 'lines')} have the SIRET of another employer and will be skipped.`,
    partlyTitle: (n) =>
      n === 1 ? 'One line cannot be imported' : `${count(n, '', 'lines')} cannot be imported`,
    partly: (n) =>
      `You can import the rest now, correct ${n === 1 ? 'this line' : 'these lines'}, then import the corrected file: nothing will be duplicated.`,
    nothingTitle: 'There is nothing to import',
    allKnown: 'All these agents are already in your list, with the same details.',
    restKnown:
      'What is valid is already in your list, with the same details. Correct what was rejected, then choose the file again.',
    allRefused: 'None of the lines can be imported as they are. Correct the file, then choose it again.',
    allIgnored: (siret) =>
      `No line has this employer’s SIRET (${siret}). Check that column (employerSiret), or whether you are working for the right employer.`,
    confirm: (n) => `Import ${count(n, 'agent', 'agents')}`,
    other: 'Choose another file',
    doneTitle: 'The list of agents is up to date',
    partlyDoneTitle: 'The import is finished',
    done: (created, updated, unchanged) =>
      `${count(created, 'new', 'new')}, ${count(updated, 'changed', 'changed')}, ${count(unchanged, 'unchanged', 'unchanged')}.`,
    doneNext: 'New agents need a letter with their code before they can open their safe.',
    notImportedTitle: (n) =>
      n === 1 ? 'One line was not imported' : `${count(n, '', 'lines')} were not imported`,
    notImported: (n) =>
      `Correct ${n === 1 ? 'this line' : 'these lines'} in the file, then import it again: what is already in the list will not be duplicated.`,
    again: 'Import another file',
    errors: {
      caption: 'Rejected lines',
      line: 'Line',
      lineOf: (line) => `Line ${line}`,
      colon: ':',
      wholeLine: 'the whole line',
      nothing: 'empty cell',
      notShown: 'contents not shown',
      what: 'What to correct',
      more: 'Show more lines',
      cut: (shown, total) =>
        `Only the first ${shown} of ${total} faults are listed. They may well have one cause: a shifted column, or a date format.`,
    },
    rows: {
      'row-malformed':
        'This line does not have the same number of cells as the first line. A separator or quotation mark is missing, or there is one too many.',
      'siret-invalid': 'Enter the 14 digits of the employer’s SIRET.',
      'payroll-number-missing': 'Enter the payroll number: it tells us who a document belongs to.',
      'payroll-number-invalid':
        'This is not a payroll number: it can have up to 64 characters, none of them invisible.',
      'nir-as-payroll-number':
        'This is a social security number, which we never accept or keep. Enter the payroll number instead.',
      'source-invalid':
        'The name of the payroll software can have up to 40 characters: unaccented letters, digits, full stops or hyphens. Leave it empty for the main software.',
      'family-name-invalid':
        'Enter the family name at birth: letters only. A digit here often means that the columns have shifted.',
      'usage-name-invalid': 'The usage name contains letters only. If there is none, leave it empty.',
      'given-name-invalid': 'Enter the given name: letters only.',
      'birth-date-invalid':
        'Enter the date of birth as day/month/year, for example 27/10/1985. It must be a real date in the past.',
      'birth-date-short-year':
        'Enter the year of birth with four digits, for example 27/10/1985: two digits leave the century unclear.',
      'email-invalid':
        'This is not a complete address. Example: first.last@example.org. If there is none, leave it empty.',
      'start-date-invalid': 'Enter the contract start date as day/month/year, for example 01/09/2026.',
      'start-date-short-year':
        'Enter the year of the contract start date with four digits, for example 01/09/2026.',
      'end-date-invalid':
        'Enter the contract end date as day/month/year, for example 31/12/2026. If there is none, leave it empty.',
      'end-date-short-year':
        'Enter the year of the contract end date with four digits, for example 31/12/2026.',
      'end-before-start': 'The contract ends before it starts. Check both dates.',
      'channel-invalid':
        'Enter electronic, paper or unset (no choice made). If you do not know, leave it empty.',
      'notice-date-invalid':
        'Enter the date the agent was informed as day/month/year, for example 01/01/2026, or leave it empty.',
      'notice-date-short-year':
        'Enter the year the agent was informed with four digits, for example 01/01/2026.',
      'duplicate-row':
        'The same payroll number with the same contract start date appears higher up in the file. Keep only one of the two lines.',
      'payroll-number-overlap':
        'This payroll number belongs to another contract over the same dates. Check the number, or give the old contract an end date.',
      'other-person':
        'We know this payroll number as belonging to someone with another name and date of birth. If the number has been reassigned, enter the end date of the previous contract and the start date of the new one.',
      'identity-locked':
        'This agent has activated their safe, so an import can no longer change their family name at birth, given name or date of birth. Put the previous ones back, and contact the operator if they need correcting.',
    },
    rowUnknown: 'This line cannot be accepted as it is. Compare it with the template.',
  },

  post: {
    title: 'Activation letters',
    lead: 'One page per agent, ready for an envelope: how to open their safe, and their code.',
    who: 'Who to write to',
    all: 'All agents who have not activated their safe',
    allCount: (n) => count(n, 'letter', 'letters'),
    allAtLeast: (n) => `More than ${n} letters`,
    some: 'Some of them',
    someHint: 'For example new agents, or those who have lost their letter',
    choose: 'Agents who have not activated their safe',
    chosen: (n) => (n === 0 ? 'No agents selected' : count(n, 'agent selected', 'agents selected')),
    checkShown: 'Select all shown',
    uncheck: 'Clear selection',
    noMatch:
      'None of these agents match. Type the whole family name or usage name, without the given name, or the first characters of the payroll number. Agents who have activated their safe are not in this list.',
    noneChosen: 'Select at least one agent.',
    tooMany: (most) =>
      `One file can hold up to ${most} letters. Select some of the agents, then do the same with the others.`,
    tooManyChosen: (most) => `One file can hold up to ${most} letters. Deselect some agents.`,
    warningTitle: 'New codes replace the old ones',
    warning:
      'Each letter carries a new code: codes you have already handed out stop working. We do not keep the PDF: print it straight away, then delete it from your computer.',
    submit: 'Prepare the letters',
    confirmTitle: (n) => `Create ${count(n, 'new code', 'new codes')}?`,
    confirmTitleAtLeast: (n) => `Create more than ${n} new codes?`,
    confirmEnds: (n) =>
      n === 1
        ? 'Any code already handed to this agent will stop working.'
        : `Any codes already handed to these ${count(n, '', 'agents')} will stop working.`,
    confirmEndsAtLeast: (n) => `Any codes already handed to more than ${n} agents will stop working.`,
    confirmPrint: 'Print straight away: we do not keep the PDF, and these codes will not be shown again.',
    confirm: 'Create the codes and the PDF',
    pending: 'Preparing the PDF',
    pendingText: 'This takes a few seconds. Keep this page open.',
    fileName: (day) => `activation-letters-${day}.pdf`,
    doneTitle: 'The letters are ready',
    done: 'Your browser has saved the PDF. Print it, put each page in an envelope, then delete the file: it contains the codes.',
    keep: 'Before you leave this page, check that the PDF opens: it will not be shown again.',
    saveAgain: 'Save the PDF again',
    more: 'Prepare more letters',
    nobodyTitle: 'Nobody is waiting for a letter',
    nobody: 'Every agent in your list has activated their safe.',
    noAgentsTitle: 'Start with your agents',
    noAgents: 'There are no agents yet. Import your list, and each agent can then have a letter.',
    noAnswer:
      'The service did not answer. The new codes may have been created without the PDF reaching you: prepare the letters again, and hand out only those from the latest PDF.',
  },
};
