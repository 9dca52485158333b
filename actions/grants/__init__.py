"""Applications for the funeral grant and survivor payment (丧葬补助金和抚恤金), from the first question to the payment."""
