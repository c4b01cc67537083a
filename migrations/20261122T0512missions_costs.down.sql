drop table exchange_rate, per_diem_rate, cost_advance, cost_line, expense_claim, cost_estimate;
