"""丧葬补助金 and 抚恤金: what a family can claim, by 人社部发〔2021〕18号第一至五条 and Liaoning's dated figures."""
