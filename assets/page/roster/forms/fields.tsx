/** Labelled fields of forms. */

interface FieldProps {
  readonly label: string;
  readonly value: string;
  onValue(value: string): void;
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly string[];
  /** What the empty choice says. */
  readonly none: string;
}

export function Choice({ label, value, options, none, onValue }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}

interface InputProps extends FieldProps {
  readonly type?: 'text' | 'date' | 'time';
  readonly placeholder?: string;
}

export function Input({ label, value, type = 'text', placeholder, onValue }: InputProps) {
  const common = {
    value,
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
  } as const;
  if (type === 'text') {
    return (
      <label>
        {label}
        <input type="text" placeholder={placeholder} {...common} />
      </label>
    );
  }
  return (
    <label>
      {label}
      <input type={type} {...common} />
    </label>
  );
}
