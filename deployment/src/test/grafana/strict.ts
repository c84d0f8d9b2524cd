// What a dashboard of ours may hold: Grafana's own types, with the options of each kind of panel, and no
// field that they do not know. JSON has no enums, so each is taken as its values.
import type { Dashboard as AnyDashboard, Panel, RowPanel } from '@grafana/schema';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type {
  FieldConfig as TableField,
  Options as TableOptions,
} from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type {
  FieldConfig as TimeSeriesField,
  Options as TimeSeriesOptions,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

type Plain<T> = T extends string
  ? `${T}`
  : T extends number
    ? `${T}` extends `${infer N extends number}`
      ? N
      : number
    : T extends (infer Item)[]
      ? Plain<Item>[]
      : T extends object
        ? { [Key in keyof T]: Plain<T[Key]> }
        : T;

/** Its type is in Grafana's plugin, not in the schema. */
interface PrometheusQuery {
  refId: string;
  datasource: { type: 'prometheus'; uid: string };
  expr: string;
  legendFormat: string;
  format?: 'table';
  instant?: boolean;
}

type Described<Type extends string, Options, Field> = Omit<
  Plain<Panel>,
  'type' | 'options' | 'fieldConfig' | 'targets' | 'title' | 'description'
> & {
  type: Type;
  title: string;
  description: string;
  targets: PrometheusQuery[];
  options: Partial<Plain<Options>>;
  fieldConfig: {
    defaults: Omit<Plain<NonNullable<Panel['fieldConfig']>['defaults']>, 'custom' | 'unit'> & {
      unit: string;
      custom?: Partial<Plain<Field>>;
    };
    overrides: [];
  };
};

type Row = Omit<Plain<RowPanel>, 'type'> & { type: 'row' };

export type Dashboard = Omit<Plain<AnyDashboard>, 'panels'> & {
  uid: string;
  panels: (
    | Row
    | Described<'stat', StatOptions, Record<string, never>>
    | Described<'table', TableOptions, TableField>
    | Described<'timeseries', TimeSeriesOptions, TimeSeriesField>
  )[];
};
